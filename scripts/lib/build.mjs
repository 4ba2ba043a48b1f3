// Builds the application into out/ when what it is made of has changed.
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { run, say } from './run.mjs'

const SOURCES = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']
const RESULTS = ['main/index.js', 'preload/index.cjs', 'renderer/index.html']

/**
 * Builds with electron-vite unless out/ was made from exactly these sources.
 * @param {string} root project folder
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<boolean>} whether it was built
 * @throws when the build fails
 */
export async function ensureBuild(root, { force = false } = {}) {
  const out = path.join(root, 'out')
  const stampFile = path.join(out, '.sources')
  const stamp = fingerprint(root)
  const isComplete = RESULTS.every((file) => fs.existsSync(path.join(out, file)))
  if (!force && isComplete && fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return false
  say('building into out/')
  fs.rmSync(stampFile, { force: true })
  const builder = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const lines = /** @type {string[]} */ ([])
  const code = await run(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: root,
    onLine: (line) => { lines.push(line); return false }
  })
  if (code !== 0) throw new Error(`the build failed with code ${code}:\n${lines.slice(-40).join('\n')}`)
  fs.writeFileSync(stampFile, stamp)
  return true
}

/** A hash over names and contents of all sources, tests left out. */
function fingerprint(/** @type {string} */ root) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesBelow(path.join(root, source))) {
      hash.update(`${path.relative(root, file)}\0`).update(fs.readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

/** @returns {string[]} */
function filesBelow(/** @type {string} */ place) {
  if (!fs.existsSync(place)) return []
  if (fs.statSync(place).isFile()) return [place]
  const entries = fs.readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    if (/\.test\.tsx?$/.test(entry.name)) return []
    return filesBelow(path.join(place, entry.name))
  })
}
