// `npm start`: everything from a fresh checkout to the running application. Needs only Node and npm.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { hasDisplay, sandboxArguments, unattended } from './lib/display.mjs'
import { run, say } from './lib/run.mjs'
import { setUp } from './lib/setUp.mjs'

const HELP = `npm start                       starts Unbraid
npm start -- --journey          runs the first minute unattended on a virtual display (Linux), also with a display
npm start -- SWITCHES           hands other switches to the application, e.g. --user-data-dir=DIR
npm run dev                     starts it with hot reloading

Each does its own set-up: the locked npm packages, the Electron runtime, the build. On Debian and Ubuntu missing system
libraries are installed when root; otherwise, and on Fedora and Arch, they are named with the command to install them.

Without a display (Linux with neither DISPLAY nor WAYLAND_DISPLAY) the journey is run instead of a window: the real
application under Xvfb, with a keyring that is thrown away afterwards. It separates the sample song with the local
service and leaves the stems and a picture of each view in the folder journey/.
`

const root = path.resolve(import.meta.dirname, '..')
const args = process.argv.slice(2)
const takeFlag = (/** @type {string} */ flag) => {
  const at = args.indexOf(flag)
  if (at >= 0) args.splice(at, 1)
  return at >= 0
}

if (takeFlag('--help')) {
  process.stdout.write(HELP)
} else {
  try {
    process.exitCode = await start(takeFlag('--journey') || !hasDisplay(), takeFlag('--dev'))
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

/** @returns {Promise<number>} exit code */
async function start(/** @type {boolean} */ isJourney, /** @type {boolean} */ isDevelopment) {
  const electron = await setUp(root, { headless: isJourney })
  const env = { ...process.env, ...electron.env }
  delete env['ELECTRON_RUN_AS_NODE'] // set inside some editors' terminals; Electron would behave as Node
  if (isDevelopment) return develop(electron.folder, env)
  await ensureBuild(root)
  if (isJourney) return journey(env)

  const sandbox = sandboxArguments(electron.folder)
  if (sandbox.reason) say(sandbox.reason)
  say(`starting Unbraid on Electron ${electron.version}`)
  return run(electron.binary, [...sandbox.args, root, ...args], { cwd: root, env })
}

async function journey(/** @type {NodeJS.ProcessEnv} */ env) {
  const folder = path.join(root, 'journey')
  say(hasDisplay() ? 'running the first minute unattended' : 'no display here: running the first minute unattended under Xvfb')
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder, { recursive: true })
  const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const command = [process.execPath, playwright, 'test', '--config', path.join(root, 'e2e', 'journey.config.ts')]
  const [program = '', ...rest] = unattended(root, command)
  const code = await run(program, rest, { cwd: root, env })
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  say(code === 0 ? `done. It left ${files.length} files in ${folder}:` : `it failed (code ${code}). What it left is in ${folder}:`)
  for (const file of files) say(`  ${path.relative(folder, path.join(file.parentPath, file.name))}`)
  return code
}

function develop(/** @type {string} */ electronFolder, /** @type {NodeJS.ProcessEnv} */ env) {
  const sandbox = sandboxArguments(electronFolder)
  if (sandbox.reason) say(sandbox.reason)
  const builder = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const noSandbox = sandbox.args.length > 0 ? ['--noSandbox'] : []
  return run(process.execPath, [builder, 'dev', ...noSandbox, ...(args.length > 0 ? ['--', ...args] : [])], { cwd: root, env })
}
