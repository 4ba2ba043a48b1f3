// `npm test`: every check there is, from a fresh checkout. Its last lines are `unit: …` and `e2e: …`, whatever happened.
import * as path from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { unattended } from './lib/display.mjs'
import { run, say } from './lib/run.mjs'
import { setUp } from './lib/setUp.mjs'

const HELP = `npm test                 set-up, types against both Electrons, lint, build, sizes, unit tests, whole-app tests, package
npm test -- --quick      all but the package
npm test -- --unit       the unit tests only
npm test -- --e2e        build and whole-app tests only; further words go to Playwright (npm test -- --e2e first-minute)
`

const root = path.resolve(import.meta.dirname, '..')
const inModules = (/** @type {string} */ file) => path.join(root, 'node_modules', file)
const args = process.argv.slice(2)
const only = args.includes('--unit') ? 'unit' : args.includes('--e2e') ? 'e2e' : undefined
const words = args.filter((arg) => !['--unit', '--e2e', '--quick'].includes(arg))

/** @type {{ name: string, seconds: number, ok: boolean }[]} */
const steps = []
/** The closing line of each suite; a suite that could not even start counts as one failure. */
const counts = {
  unit: only === 'e2e' ? undefined : 'unit: 0 passed, 1 failed',
  e2e: only === 'unit' ? undefined : 'e2e: 0 passed, 1 failed'
}

/** Tests that failed, or passed only at their second try. @type {string[]} */
const troubles = []

if (args.includes('--help')) {
  process.stdout.write(HELP)
} else {
  await checkEverything()
  report()
}

async function checkEverything() {
  /** @type {NodeJS.ProcessEnv} */
  let env = {}
  const isSetUp = await step('set-up', async () => {
    const electron = await setUp(root, { headless: true })
    env = { ...process.env, ...electron.env }
    delete env['ELECTRON_RUN_AS_NODE']
  })
  if (!isSetUp) return
  const node = (/** @type {string[]} */ ...command) => mustPass(run(process.execPath, command, { cwd: root, env }))
  const compiler = inModules('typescript7/bin/tsc')

  if (!only) {
    await step('types (Electron 45)', () => node(compiler, '--noEmit', '-p', root))
    await step('types (Electron 33)', () => node(compiler, '--noEmit', '-p', path.join(root, 'tsconfig.electron33.json')))
    await step('types (scripts)', () => node(compiler, '--noEmit', '-p', path.join(root, 'tsconfig.scripts.json')))
    await step('lint', () => node(inModules('eslint/bin/eslint.js'), '--max-warnings', '0', root))
  }
  const isBuilt = only === 'unit' || (await step('build', () => ensureBuild(root, { force: !only })))
  if (!only && isBuilt) await step('bundle sizes', () => node(inModules('tsx/dist/cli.mjs'), path.join(root, 'bench', 'bundleSize.ts')))
  if (only !== 'e2e') {
    await step('unit tests', () => suite('unit', [process.execPath, inModules('vitest/vitest.mjs'), 'run', ...words], env))
  }
  if (only !== 'unit' && isBuilt) {
    const command = [process.execPath, inModules('@playwright/test/cli.js'), 'test', ...words]
    await step('whole-app tests', () => suite('e2e', unattended(root, command), env))
  }
  if (!only && isBuilt && !args.includes('--quick')) await step('package', () => node(path.join(root, 'scripts', 'pack.mjs'), '--check'))
}

/**
 * Runs one step and remembers how it went.
 * @param {string} name
 * @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>} whether it passed
 */
async function step(name, work) {
  say(`── ${name}`)
  const startedMs = performance.now()
  let ok = true
  try {
    await work()
  } catch (error) {
    ok = false
    say(`${name} failed: ${error instanceof Error ? error.message : String(error)}`)
  }
  steps.push({ name, seconds: (performance.now() - startedMs) / 1000, ok })
  return ok
}

async function suite(
  /** @type {'unit' | 'e2e'} */ name, /** @type {string[]} */ [program = '', ...rest], /** @type {NodeJS.ProcessEnv} */ env
) {
  const form = new RegExp(`^${name}: \\d+ passed, (\\d+) failed(, \\d+ skipped)?$`)
  const troubled = new RegExp(`^${name}: (failed|only at the second try): `)
  let failed = 1
  const code = run(program, rest, {
    cwd: root,
    env,
    onLine: (line) => {
      if (troubled.test(line)) troubles.push(line) // said again at the end, where somebody looks first
      const match = form.exec(line)
      if (match) {
        counts[name] = line // held back: it belongs at the very end
        failed = Number(match[1])
      }
      return !match
    }
  })
  await mustPass(code)
  if (failed > 0) throw new Error('see above')
}

async function mustPass(/** @type {Promise<number>} */ exitCode) {
  const code = await exitCode
  if (code !== 0) throw new Error(`exit code ${code}`)
}

function report() {
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0)
  console.log('')
  for (const { name, seconds, ok } of steps) console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(22)} ${seconds.toFixed(1).padStart(6)} s`)
  console.log(`${' '.repeat(7)}${'all'.padEnd(22)} ${total.toFixed(1).padStart(6)} s`)
  const failed = steps.filter(({ ok }) => !ok).map(({ name }) => name)
  if (failed.length > 0) {
    console.log(`failed: ${failed.join(', ')}`)
    process.exitCode = 1
  }
  for (const line of troubles) console.log(line)
  for (const line of [counts.unit, counts.e2e]) if (line !== undefined) console.log(line)
}
