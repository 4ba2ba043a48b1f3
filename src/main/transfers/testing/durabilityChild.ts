// Writes one of each thing that must survive a power cut, to be watched: argv is a folder.
import { join } from 'node:path'
import { openLedger } from '../../jobs/ledger'
import { JOBS } from '../../jobs/testing/samples'
import { writeFileAtomic } from '../../util/writeFileAtomic'
import { createDownload } from '../download'
import { resultServer } from './resultServer'

const [folder = ''] = process.argv.slice(2)
await writeFileAtomic(join(folder, 'settings.json'), '{"first":true}')
await writeFileAtomic(join(folder, 'settings.json'), '{"second":true}')

const content = Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(3 * 1024 * 1024, 7)])
const server = await resultServer(content)
await createDownload({ pause: () => Promise.resolve(), random: () => 0.5 })({
  url: `${server.url}/storage/a.flac`, apiBase: `${server.url}/api`, folder, fileName: 'a.flac', announcedBytes: content.length,
  signal: new AbortController().signal, onProgress: () => undefined
})
await server.close()

const ledger = openLedger(join(folder, 'jobs.db'), () => 1)
process.stdout.write('saving\n')
ledger.save([{ job: JOBS.queued, source: null, folder: null, lastBytesAtMs: null, removedAtMs: null }])
process.stdout.write('saved\n')
ledger.close()
