// A runnable Electron: the official one where its release host is reachable, otherwise the pinned development runtime.
// Loads packages lazily: this file is read before dependencies are installed.
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import * as path from 'node:path'
import { ask, say } from './run.mjs'

const BINARY = process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron'
  : process.platform === 'win32' ? 'electron.exe' : 'electron'
const INSTALL_TIMEOUT_MS = 300_000

/**
 * @typedef {object} ElectronRuntime
 * @property {string} folder what holds the binary
 * @property {string} binary the program itself
 * @property {string} version
 * @property {boolean} isFallback true: development and tests only
 * @property {Record<string, string>} env makes `electron`, Playwright and electron-vite use it
 */

/**
 * Finds or fetches Electron. In order: ELECTRON_OVERRIDE_DIST_PATH, the binary in node_modules, Electron's own
 * installer, the pinned fallback.
 * @param {string} root project folder with node_modules
 * @param {{ allowFallback?: boolean }} [options] releases say false
 * @returns {Promise<ElectronRuntime>}
 * @throws when there is none
 */
export async function ensureElectron(root, { allowFallback = true } = {}) {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (given) {
    if (!isRunnable(given)) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH=${given} holds no ${BINARY}`)
    const isFallback = fs.existsSync(path.join(given, 'development-only.json'))
    if (isFallback && !allowFallback) throw new Error('ELECTRON_OVERRIDE_DIST_PATH is the development runtime: not for releases')
    return describe(given, isFallback)
  }
  const official = path.join(root, 'node_modules', 'electron', 'dist')
  if (isOfficial(official)) return describe(official, false)

  const fallback = await import('./electron/fallback.mjs')
  // In CI a download that failed before on this machine is not waited for again.
  const skipDownload = allowFallback && Boolean(process.env['CI']) && fallback.hasFallback()
  if (!skipDownload && installOfficial(root, official)) return describe(official, false)
  if (!allowFallback) throw new Error('the official Electron could not be downloaded, and a release accepts no other')
  return describe(await fallback.ensureFallback(), true)
}

function installOfficial(/** @type {string} */ root, /** @type {string} */ folder) {
  const installer = createRequire(path.join(root, 'package.json')).resolve('electron/install.js')
  say('downloading Electron with its own installer')
  const result = ask(process.execPath, [installer], { timeoutMs: INSTALL_TIMEOUT_MS })
  if (result.ok && isOfficial(folder)) return true
  const reason = result.stderr.split('\n').find((line) => /error|fail|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT/i.test(line))
  say(`that download did not work: ${(reason ?? result.stderr).trim().slice(0, 160)}`)
  return false
}

// The binary of the version that the electron package beside it was made for, not one of an earlier install.
function isOfficial(/** @type {string} */ folder) {
  if (!isRunnable(folder)) return false
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, '..', 'package.json'), 'utf8'))
  return versionOf(folder) === version
}

function versionOf(/** @type {string} */ folder) {
  return fs.readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
}

function isRunnable(/** @type {string} */ folder) {
  return fs.existsSync(path.join(folder, BINARY)) && fs.existsSync(path.join(folder, 'version'))
}

/** @returns {ElectronRuntime} */
function describe(/** @type {string} */ folder, /** @type {boolean} */ isFallback) {
  const binary = path.join(folder, BINARY)
  return {
    folder, binary, version: versionOf(folder), isFallback,
    env: {
      ELECTRON_OVERRIDE_DIST_PATH: folder, // the `electron` package, and with it Playwright
      ELECTRON_EXEC_PATH: binary // electron-vite dev
    }
  }
}
