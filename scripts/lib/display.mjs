// Where windows go: the person's own display, or a virtual one with a throw-away keyring.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { ask, isOnPath } from './run.mjs'

/** @returns {boolean} whether a window can be shown to somebody */
export function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/**
 * Wraps a command so that on Linux it runs on a virtual display, with a Secret Service that ends with it.
 * @param {string} root project folder
 * @param {string[]} command program and arguments
 * @returns {string[]}
 */
export function unattended(root, command) {
  if (process.platform !== 'linux') return command
  const secretService = path.join(root, 'scripts', 'with-secret-service.sh')
  return ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', 'bash', secretService, ...command]
}

/**
 * The Chromium sandbox switch this account needs.
 * @param {string} electronFolder holds chrome-sandbox
 * @returns {{ args: string[], reason?: string }}
 * @throws with the command to run, when an ordinary account may not use the sandbox yet
 */
export function sandboxArguments(electronFolder) {
  if (process.platform !== 'linux') return { args: [] }
  if (process.getuid?.() === 0) {
    return { args: ['--no-sandbox'], reason: 'started as root: Chromium refuses its sandbox there, so --no-sandbox is passed' }
  }
  const helper = path.join(electronFolder, 'chrome-sandbox')
  const stat = fs.existsSync(helper) ? fs.statSync(helper) : undefined
  const helperIsReady = stat?.uid === 0 && (stat.mode & 0o4000) !== 0
  if (helperIsReady || userNamespacesAllowed()) return { args: [] }
  throw new Error(`this system lets no ordinary program build a sandbox. Allow Electron's helper once with:

    sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'
`)
}

function userNamespacesAllowed() {
  const setting = (/** @type {string} */ name) => {
    const file = `/proc/sys/${name}`
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : undefined
  }
  return setting('kernel/apparmor_restrict_unprivileged_userns') !== '1'
    && setting('kernel/unprivileged_userns_clone') !== '0'
    // Containers and chroots refuse in their own ways: the surest answer is to try.
    && (!isOnPath('unshare') || ask('unshare', ['--user', '--map-root-user', 'true']).ok)
}
