// Finds what the system lacks. On Debian as root it is installed; elsewhere it is named, with the command to run.
import * as fs from 'node:fs'
import { ask, isOnPath, say } from './run.mjs'
import { SYSTEM_NEEDS } from './systemNeeds.mjs'

/** @typedef {import('./systemNeeds.mjs').Purpose} Purpose */

const INSTALL_COMMAND = { debian: 'apt-get install -y', fedora: 'dnf install', arch: 'pacman -S --needed' }

/**
 * Makes sure of the system's libraries and programs for the given purposes. macOS and Windows need none.
 * @param {Purpose[]} purposes
 * @param {string} electronBinary absolute path; its libraries are looked up where dpkg is not there to ask
 * @throws naming the missing packages and the command that installs them
 */
export function ensureSystemLibraries(purposes, electronBinary) {
  if (process.platform !== 'linux') return
  const family = distributionFamily()
  const needs = SYSTEM_NEEDS.filter((need) => purposes.includes(need.purpose))
  if (family === 'debian') return ensureDebianPackages(needs.map((need) => need.debian))

  const missing = missingFiles(needs, electronBinary)
  if (missing.length === 0) return
  if (family === undefined) throw new Error(`this system lacks ${missing.join(', ')}; install the packages that hold them`)
  const packages = missing.map((file) => needs.find((need) => need.file === file)?.[family] ?? `the package that holds ${file}`)
  throw new Error(missingText([...new Set(packages)], INSTALL_COMMAND[family]))
}

/** @param {string[][]} wanted alternatives, each list in the order of preference */
function ensureDebianPackages(wanted) {
  const installed = installedPackages(wanted.flat())
  let missing = wanted.filter((names) => !names.some((name) => installed.has(name)))
  if (missing.length === 0) return
  const isRoot = process.getuid?.() === 0
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  if (isRoot) {
    say(`installing with apt-get, which may take a minute: ${missing.map(last).join(' ')}`)
    const updated = ask('apt-get', ['update', '-qq'], { env })
    if (!updated.ok) say(`apt-get update: ${updated.stderr.trim().slice(-300)}`) // a stale list may still do
  }
  const packages = missing.map((names) => names.find(hasCandidate) ?? last(names))
  if (!isRoot) throw new Error(missingText(packages, `sudo ${INSTALL_COMMAND.debian}`))
  const install = ask('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
  missing = missing.filter((names) => installedPackages(names).size === 0)
  if (missing.length > 0) throw new Error(`${install.stderr.trim().slice(-600)}\n${missingText(packages, INSTALL_COMMAND.debian)}`)
}

const last = (/** @type {string[]} */ names) => names[names.length - 1] ?? ''

const missingText = (/** @type {string[]} */ packages, /** @type {string} */ command) =>
  `this system lacks ${packages.join(', ')}. Install with:\n\n    ${command} ${packages.join(' ')}\n`

function installedPackages(/** @type {string[]} */ names) {
  const { stdout } = ask('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names])
  const lines = stdout.split('\n').filter((line) => line.endsWith(' installed'))
  return new Set(lines.map((line) => line.split(' ')[0] ?? ''))
}

function hasCandidate(/** @type {string} */ name) {
  const { stdout } = ask('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } })
  return /Candidate: (?!\(none\))/.test(stdout)
}

/**
 * @param {import('./systemNeeds.mjs').SystemNeed[]} needs
 * @param {string} electronBinary
 * @returns {string[]} libraries the binary does not find, and programs that are not on PATH
 */
function missingFiles(needs, electronBinary) {
  const unresolved = ask('ldd', [electronBinary]).stdout.split('\n').filter((line) => line.includes('not found'))
  const libraries = unresolved.map((line) => line.trim().split(' ')[0] ?? '')
  const loadable = ask('/sbin/ldconfig', ['-p']).stdout
  for (const { purpose, file } of needs) {
    if (purpose === 'electron' || file === '') continue
    const isLibrary = file.includes('.so')
    if (isLibrary ? !loadable.includes(file) : !isOnPath(file)) libraries.push(file)
  }
  return [...new Set(libraries)]
}

/** @returns {'debian' | 'fedora' | 'arch' | undefined} */
function distributionFamily() {
  if (!fs.existsSync('/etc/os-release')) return undefined
  const text = fs.readFileSync('/etc/os-release', 'utf8')
  const ids = [...text.matchAll(/^(?:ID|ID_LIKE)="?([^"\n]+)"?$/gm)].flatMap((match) => (match[1] ?? '').split(' '))
  if (ids.includes('debian') || ids.includes('ubuntu')) return 'debian'
  if (ids.includes('fedora') || ids.includes('rhel')) return 'fedora'
  return ids.includes('arch') ? 'arch' : undefined
}
