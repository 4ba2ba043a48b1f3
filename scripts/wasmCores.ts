/**
 * Compiles the loops that are written in AssemblyScript: `npx tsx scripts/wasmCores.ts` writes each coreBytes.ts anew. What is written is
 * kept, so nobody needs the compiler to start or to build; a test holds it against its source.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '..')
const OPTIONS = ['-O3', '--converge', '--runtime', 'stub', '--enable', 'simd', '--noAssert', '--use', 'abort=']

/** Where there is a core/ and what is made of it beside. */
export const CORE_FOLDERS = ['src/codecs/flac', 'src/main/audio/sums'] as const

export const coreBytesPath = (folder: string): string => join(ROOT, folder, 'coreBytes.ts')

/**
 * The text of a folder's coreBytes.ts as its core/ gives it. The compiler is a program of its own here: its types would change what
 * TypeScript's own arrays are for all of us. @throws Error with the compiler's own words
 */
export async function compileCore(folder: string): Promise<string> {
  const temporary = await mkdtemp(join(tmpdir(), 'unbraid-core-'))
  try {
    const outFile = join(temporary, 'core.wasm')
    const compiler = join(ROOT, 'node_modules/assemblyscript/bin/asc.js')
    await promisify(execFile)(process.execPath, [compiler, `${folder}/core/index.ts`, ...OPTIONS, '--baseDir', ROOT, '--outFile', outFile])
    return toSource(await readFile(outFile))
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

const toSource = (wasm: Buffer): string =>
  [
    '/** The loops of core/ in WebAssembly, base64: made by scripts/wasmCores.ts. */',
    `export const CORE_BYTES = '${wasm.toString('base64')}'`,
    ''
  ].join('\n')

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const folder of CORE_FOLDERS) await writeFile(coreBytesPath(folder), await compileCore(folder))
}
