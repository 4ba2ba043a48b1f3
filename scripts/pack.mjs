/*
 * Packages the built application with electron-builder.
 *   node scripts/pack.mjs                     an unpacked folder below release/, for trying and for tests
 *   node scripts/pack.mjs deb tar.gz          other targets of this system
 *   node scripts/pack.mjs --release [targets] for shipping: the official Electron or nothing
 *   node scripts/pack.mjs --check             packs the folder, then reads back fuses and contents
 */
import * as fs from 'node:fs'
import * as path from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { run, say } from './lib/run.mjs'
import { setUp } from './lib/setUp.mjs'

const root = path.resolve(import.meta.dirname, '..')
const PLATFORM_SWITCH = { linux: '--linux', darwin: '--mac', win32: '--win' }
const args = process.argv.slice(2)
const isRelease = args.includes('--release')
const named = args.filter((arg) => !arg.startsWith('--'))
const targets = named.length > 0 || isRelease ? named : ['dir'] // a release without names builds what electron-builder.yml lists

try {
  process.exitCode = await pack()
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

/** @returns {Promise<number>} exit code */
async function pack() {
  const platformSwitch = PLATFORM_SWITCH[/** @type {keyof typeof PLATFORM_SWITCH} */ (process.platform)]
  const electron = await setUp(root, { allowFallback: !isRelease })
  await ensureBuild(root)
  const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js')
  const code = await run(
    process.execPath,
    [builder, platformSwitch, ...targets, '--publish', 'never', `-c.electronDist=${electron.folder}`],
    { cwd: root, env: { ...process.env, ...ownTools() } }
  )
  if (code === 0 && args.includes('--check')) {
    const { checkPackage } = await import('./lib/checkPackage.mjs') // needs packages, which setUp may just have installed
    await checkPackage(root)
  }
  return code
}

/** electron-builder would download 7-Zip and fpm; on Linux npm's 7-Zip and our dpkg-deb front do the same. */
function ownTools() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {}
  const sevenZip = path.join(root, 'node_modules', '7zip-bin', 'linux', 'x64', '7za')
  const debBuilder = path.join(root, 'scripts', 'fpm-deb.mjs')
  for (const file of [sevenZip, debBuilder]) fs.chmodSync(file, 0o755)
  return {
    ELECTRON_BUILDER_7ZIP_PATH: sevenZip,
    CUSTOM_FPM_PATH: debBuilder,
    // Full compression takes minutes and belongs to releases.
    ...(isRelease ? {} : { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1', FPM_DEB_COMPRESSION: 'gzip', FPM_DEB_LEVEL: '1' })
  }
}
