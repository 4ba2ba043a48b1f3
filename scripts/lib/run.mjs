// Starting other programs, and telling the person what happens. All chatter goes to stderr: stdout belongs to results.
import { spawn, spawnSync } from 'node:child_process'

const IS_WINDOWS = process.platform === 'win32'

/** @param {string} text one line for the person who started the command */
export function say(text) {
  process.stderr.write(`[unbraid] ${text}\n`)
}

/**
 * Runs a program to its end with our own input and output. Signals sent to us reach it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => boolean }} [options] `onLine` sees each
 *   line of its output first and answers whether it may be shown
 * @returns {Promise<number>} its exit code; 127 when it could not be started
 */
export function run(command, args, { cwd, env = process.env, onLine } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'], shell: needsShell(command) })
    const forward = (/** @type {NodeJS.Signals} */ signal) => { child.kill(signal) }
    const signals = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
    for (const signal of signals) process.on(signal, forward)
    const settle = (/** @type {number} */ code) => {
      for (const signal of signals) process.off(signal, forward)
      resolve(code)
    }
    if (onLine && child.stdout) passLines(child.stdout, onLine)
    child.on('error', (error) => { say(`${command}: ${error.message}`); settle(127) })
    child.on('close', (code, signal) => { settle(code ?? (signal === 'SIGINT' ? 130 : 1)) })
  })
}

/**
 * Runs a program quietly and gives back what it said.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {{ ok: boolean, stdout: string, stderr: string }}
 */
export function ask(command, args, { cwd, env = process.env, timeoutMs = 900_000 } = {}) {
  const result = spawnSync(command, args, {
    cwd, env, timeout: timeoutMs, encoding: 'utf8', maxBuffer: 1 << 26, shell: needsShell(command), stdio: ['ignore', 'pipe', 'pipe']
  })
  return { ok: result.status === 0, stdout: result.stdout ?? '', stderr: result.stderr || (result.error?.message ?? '') }
}

/** @param {string} program @returns {boolean} whether PATH holds it */
export function isOnPath(program) {
  return ask(IS_WINDOWS ? 'where' : 'which', [program]).ok
}

// npm and npx are .cmd files on Windows, which only a shell can start.
function needsShell(/** @type {string} */ command) {
  return IS_WINDOWS && (command === 'npm' || command === 'npx')
}

function passLines(/** @type {NodeJS.ReadableStream} */ stream, /** @type {(line: string) => boolean} */ onLine) {
  let rest = ''
  const pass = (/** @type {string} */ line, /** @type {string} */ end) => { if (onLine(line)) process.stdout.write(line + end) }
  stream.setEncoding('utf8')
  stream.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) pass(line, '\n')
  })
  stream.on('end', () => { if (rest) pass(rest, '\n') })
}
