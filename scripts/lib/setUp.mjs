// The set-up that every command shares: packages, Electron, system libraries. Node and npm are all it takes for granted.
import { ensureDependencies } from './dependencies.mjs'
import { ensureElectron } from './electronRuntime.mjs'
import { ensureSystemLibraries } from './systemLibraries.mjs'

/**
 * @param {string} root project folder
 * @param {{ headless?: boolean, allowFallback?: boolean }} [options] `headless`: a virtual display and keyring are needed too
 * @returns {Promise<import('./electronRuntime.mjs').ElectronRuntime>}
 * @throws with what is missing and how to get it
 */
export async function setUp(root, { headless = false, allowFallback = true } = {}) {
  requireNode()
  await ensureDependencies(root)
  const electron = await ensureElectron(root, { allowFallback })
  ensureSystemLibraries(headless ? ['electron', 'keychain', 'headless'] : ['electron', 'keychain'], electron.binary)
  return electron
}

/** @throws when this Node is older than package.json asks for */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 18)) throw new Error(`Node 20.18 or newer is needed; this is ${process.versions.node}`)
}
