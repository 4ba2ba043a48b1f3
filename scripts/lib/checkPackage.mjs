// Reads a packed application back: its fuses, and what is (and is not) inside.
import { listPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { say } from './run.mjs'

/** The fuses a package must carry. Cookie encryption aside, each closes a door. */
const EXPECTED_FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false
}

// A fuse is one character in the binary (Electron's documentation, "Electron Fuses").
const FUSE_ON = '1'.charCodeAt(0)
const FUSE_OFF = '0'.charCodeAt(0)

const MUST_HOLD = ['/out/main/index.js', '/out/main/localService.js', '/out/preload/index.cjs', '/out/renderer/index.html', '/package.json']
/** Our code and the packages with wasm; the native binaries lie beside it. What it holds is listed in docs/releasing.md. */
const MOST_ASAR_BYTES = 9_500_000
const MUST_NOT_HOLD = /\.map$|\.test\.|\/src\/|^\/(?!out|package\.json|node_modules)/

/**
 * Checks the package of this system below release/.
 * @param {string} root project folder
 * @throws naming everything that is wrong
 */
export async function checkPackage(root) {
  const folder = packedFolder(path.join(root, 'release'))
  const resources = process.platform === 'darwin' ? path.join(folder, 'Contents', 'Resources') : path.join(folder, 'resources')
  const wrong = [...(await wrongFuses(folder)), ...wrongContents(resources), ...wrongStart(folder)]
  if (wrong.length > 0) throw new Error(`the package is wrong:\n  ${wrong.join('\n  ')}`)
  say('the package carries the fuses and files it should')
}

async function wrongFuses(/** @type {string} */ folder) {
  const wire = await getCurrentFuseWire(process.platform === 'linux' ? path.join(folder, 'unbraid') : folder)
  if (wire.version !== FuseVersion.V1) return [`unknown fuse wire version ${wire.version}`]
  return Object.entries(EXPECTED_FUSES).flatMap(([name, expected]) => {
    const state = wire[FuseV1Options[/** @type {keyof typeof EXPECTED_FUSES} */ (name)]]
    return Number(state) === (expected ? FUSE_ON : FUSE_OFF) ? [] : [`fuse ${name} is not ${expected ? 'on' : 'off'}`]
  })
}

/**
 * Starts the packed program as somebody would who wants it to run other code (A7-64). It has no display here, so it ends by itself.
 */
function wrongStart(/** @type {string} */ folder) {
  if (process.platform !== 'linux') return [] // elsewhere a window would open; the fuses above say the same
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'unbraid-package-'))
  const marker = path.join(scratch, 'ran')
  const intruder = path.join(scratch, 'intruder.cjs')
  fs.writeFileSync(intruder, `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`)
  // The words come first: as Node the program would stumble over Chromium's switches before it.
  const started = (/** @type {string[]} */ words, /** @type {Record<string, string>} */ variables) =>
    spawnSync(path.join(folder, 'unbraid'), [...words, '--no-sandbox', `--user-data-dir=${scratch}/profile`], {
      env: { PATH: process.env.PATH ?? '', HOME: scratch, ...variables }, encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL'
    })
  try {
    started([intruder], { ELECTRON_RUN_AS_NODE: '1' })
    const asNode = fs.existsSync(marker)
    started([], { NODE_OPTIONS: `--require ${intruder}` })
    const byOptions = !asNode && fs.existsSync(marker)
    const inspected = /Debugger listening/.test(started(['--inspect=127.0.0.1:0'], {}).stderr)
    return [
      ...(asNode ? ['ELECTRON_RUN_AS_NODE runs other code'] : []),
      ...(byOptions ? ['NODE_OPTIONS runs other code'] : []),
      ...(inspected ? ['--inspect opens a debugger'] : [])
    ]
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

function wrongContents(/** @type {string} */ resources) {
  const asar = path.join(resources, 'app.asar')
  const asarBytes = fs.statSync(asar).size
  say(`app.asar: ${(asarBytes / 1e6).toFixed(1)} MB`)
  const inside = listPackage(asar, { isPack: false }).map((name) => name.split(path.sep).join('/'))
  const nativeFiles = filesBelow(path.join(resources, 'app.asar.unpacked')).filter((name) => name.endsWith('.node'))
  const foreign = nativeFiles.filter((name) => !name.includes(`${process.platform}-${process.arch}`))
  return [
    ...MUST_HOLD.filter((name) => !inside.includes(name)).map((name) => `app.asar lacks ${name}`),
    ...inside.filter((name) => MUST_NOT_HOLD.test(name) && !name.startsWith('/node_modules')).map((name) => `app.asar holds ${name}`),
    ...['keytar', 'libsql'].filter((name) => !nativeFiles.some((file) => file.includes(name))).map((name) => `no binary of ${name}`),
    ...(asarBytes > MOST_ASAR_BYTES ? [`app.asar is larger than ${MOST_ASAR_BYTES / 1e6} MB`] : []),
    ...foreign.map((name) => `a binary of another system: ${name}`),
    ...(fs.existsSync(path.join(resources, 'default_app.asar')) ? ['default_app.asar is still there'] : [])
  ]
}

function packedFolder(/** @type {string} */ release) {
  if (process.platform === 'darwin') {
    const name = fs.readdirSync(release).find((entry) => entry.startsWith('mac')) ?? 'mac'
    return path.join(release, name, 'Unbraid.app')
  }
  return path.join(release, process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked')
}

/** @returns {string[]} */
function filesBelow(/** @type {string} */ folder) {
  if (!fs.existsSync(folder)) return []
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}
