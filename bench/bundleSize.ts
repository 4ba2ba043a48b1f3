// What the window and the main process have to read, against limits: `npx tsx bench/bundleSize.ts` after a build.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const OUT = resolve(import.meta.dirname, '..', 'out')
const GZIP_LEVEL = 9

interface Measure {
  readonly name: string
  readonly files: readonly string[]
  /** Gzipped, in bytes. */
  readonly limitBytes: number
}

/** The scripts that index.html names itself: nothing is shown before they have been read. */
function initialScripts(): string[] {
  const page = readFileSync(join(OUT, 'renderer', 'index.html'), 'utf8')
  return [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map((match) => join(OUT, 'renderer', match[1] ?? ''))
}

function filesOf(folder: string, extension: string): string[] {
  const entries = readdirSync(join(OUT, folder), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith(extension)).map((entry) => join(entry.parentPath, entry.name))
}

const measures: readonly Measure[] = [
  { name: 'window: scripts before anything is shown', files: initialScripts(), limitBytes: 150_000 },
  { name: 'window: all scripts of all pages', files: filesOf('renderer', '.js'), limitBytes: 520_000 },
  { name: 'window: all styles', files: filesOf('renderer', '.css'), limitBytes: 32_000 },
  { name: 'main process: index.js', files: [join(OUT, 'main', 'index.js')], limitBytes: 200_000 },
  { name: 'local service: localService.js', files: [join(OUT, 'main', 'localService.js')], limitBytes: 330_000 }
]

for (const { name, files, limitBytes } of measures) {
  const sizeBytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: GZIP_LEVEL }).length, 0)
  const isOver = files.length === 0 || sizeBytes > limitBytes
  console.log(`${isOver ? 'OVER' : 'ok  '} ${name.padEnd(42)} ${kilobytes(sizeBytes)} of ${kilobytes(limitBytes)} kB gzip, ${files.length} files`)
  if (isOver) process.exitCode = 1
}

function kilobytes(sizeBytes: number): string {
  return (sizeBytes / 1000).toFixed(1).padStart(6)
}
