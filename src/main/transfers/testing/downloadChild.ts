// Downloads in a process of its own, to be killed or kept short: argv is the folder, the address, the file's name and (optional)
// how many of them at once. Prints how far they are, and at the end `done` or the code of each that failed.
import { writeSync } from 'node:fs'
import { AppError } from '../../../shared/errors/appError'
import { createDownload } from '../download'
import { codeOf } from '../systemError'

const [folder = '', url = '', fileName = '', count = '1'] = process.argv.slice(2)
/** Unbuffered: what was told before a kill is what was here. A listener that is behind misses news of progress, but no end. */
function tell(line: string, mayBeMissed: boolean): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`)
      return
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error
      if (mayBeMissed) return
    }
  }
}
/** Pauses pass twenty times as fast. */
const HASTE = 20
const download = createDownload({
  pause: (delayMs) => new Promise((resolve) => { setTimeout(resolve, delayMs / HASTE) }), random: () => 0.5
})
const ends = await Promise.allSettled(Array.from({ length: Number(count) }, (_, index) => download({
  url, apiBase: new URL('/api', url).href, folder, fileName: index === 0 ? fileName : `${index} ${fileName}`, announcedBytes: null,
  signal: new AbortController().signal,
  onProgress: (doneBytes) => { tell(String(doneBytes), true) }
})))
for (const end of ends) {
  tell(end.status === 'fulfilled' ? 'done' : end.reason instanceof AppError ? end.reason.code : String(end.reason), false)
}
