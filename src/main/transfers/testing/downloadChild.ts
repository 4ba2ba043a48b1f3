// One download in a process of its own, to be killed: argv is the folder, the address and the file's name. Prints how far it is.
import { writeSync } from 'node:fs'
import { createDownload } from '../download'

const [folder = '', url = '', fileName = ''] = process.argv.slice(2)
const download = createDownload({ pause: () => Promise.resolve(), random: () => 1 })
await download({
  url, apiBase: new URL('/api', url).href, folder, fileName, announcedBytes: null, signal: new AbortController().signal,
  // Unbuffered: what was told before the kill is what was here.
  onProgress: (doneBytes) => { writeSync(1, `${doneBytes}\n`) }
})
