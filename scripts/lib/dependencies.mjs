// The packages of package-lock.json, installed when they are missing or no longer the locked ones.
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { run, say } from './run.mjs'

/**
 * Installs the locked packages when node_modules does not hold them.
 * @param {string} root project folder
 * @throws when npm fails, or when it would empty a folder that node_modules only links to
 */
export async function ensureDependencies(root) {
  const stampFile = path.join(root, 'node_modules', '.unbraid-lock')
  const wanted = createHash('sha256').update(fs.readFileSync(path.join(root, 'package-lock.json'))).digest('hex')
  if (read(stampFile) === wanted) return
  if (!holdsLockedPackages(root)) {
    const folder = path.join(root, 'node_modules')
    // npm ci empties what a link points to, and then puts a folder of its own in the link's place.
    if (fs.lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw new Error(`${folder} is a link to a folder that holds other packages than package-lock.json; remove the link`)
    }
    say('installing the packages of package-lock.json (npm ci)')
    const env = { ...process.env, npm_config_loglevel: 'error' } // silent runs of ours still show npm's errors
    const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: root, env, onLine: toStderr })
    if (code !== 0) throw new Error(`npm ci failed with code ${code}; its message stands above`)
  }
  fs.writeFileSync(stampFile, wanted)
}

/**
 * Whether `npm install` has already brought node_modules to the lockfile, so that a developer's tree is left alone.
 * npm writes what it has installed to node_modules/.package-lock.json.
 * @param {string} root
 */
function holdsLockedPackages(root) {
  const installed = packagesOf(path.join(root, 'node_modules', '.package-lock.json'))
  const locked = packagesOf(path.join(root, 'package-lock.json'))
  if (!installed || !locked) return false
  return Object.entries(locked).every(([place, { version, optional, devOptional, peer }]) => {
    const have = installed[place]
    if (place === '' || (have && have.version === version)) return true
    return !have && Boolean(optional ?? devOptional ?? peer) // meant for another system
  })
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> | undefined}
 */
function packagesOf(file) {
  const text = read(file)
  return text === undefined ? undefined : JSON.parse(text).packages
}

function read(/** @type {string} */ file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined
    throw error
  }
}

function toStderr(/** @type {string} */ line) {
  process.stderr.write(`${line}\n`)
  return false
}
