import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInputService } from '../src/main/inputs/inputService'
import { WALK_LIMITS, walkFolders } from '../src/main/inputs/walkFolders'

// How long a folder of songs takes until its songs are known: `npx tsx bench/walk.ts`.
const root = await mkdtemp(join(tmpdir(), 'unbraid-bench-walk-'))
const limits = { ...WALK_LIMITS, files: 20_000 }
try {
  for (const count of [1_000, 10_000]) {
    const folder = join(root, String(count))
    for (let album = 0; album < count / 20; album += 1) {
      await mkdir(join(folder, `Album ${album}`), { recursive: true })
      await Promise.all(Array.from({ length: 20 }, (_, song) => writeFile(join(folder, `Album ${album}`, `${song}.wav`), 'x')))
    }
    const times: number[] = []
    for (let run = 0; run < 5; run += 1) {
      const startedMs = performance.now()
      const { files } = await walkFolders([folder], new AbortController().signal, limits)
      if (files.length !== count) throw new Error(`${files.length} of ${count} songs were found`)
      times.push(performance.now() - startedMs)
    }
    times.sort((one, other) => one - other)
    const startedMs = performance.now()
    const { added } = await createInputService().add([folder])
    const addMs = performance.now() - startedMs
    console.log(`${count} songs: walked in ${times[2]?.toFixed(0)} ms (median of 5), ${added.length} of them added in ${addMs.toFixed(0)} ms`)
  }
} finally {
  await rm(root, { recursive: true, force: true })
}
process.exit(0) // the songs are still being looked at
