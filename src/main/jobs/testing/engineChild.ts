// The engine in a process of its own, to be killed: argv is folder, address of the small service, and the song to take in
// when there is no job yet, or the hash of one that exists there. Prints one line per change and ends by itself once every job is at rest.
import { isHash } from '../../../shared/domain/resultLink'
import { systemClock } from '../../transfers/clock'
import { startEngine } from './engine'

const [folder = '', url = '', song = ''] = process.argv.slice(2)
const engine = startEngine(folder, url, { clock: systemClock })
engine.service.onProgress(({ direction, doneBytes }) => {
  console.log(`${direction} ${doneBytes}`)
})
const takeIn = async () => (isHash(song) ? [engine.service.adopt({ service: 'mvsep', remote: { hash: song, apiBase: `${url}/api` } })] : engine.enqueue([song]))
const [job] = engine.service.list().length > 0 ? engine.service.list() : await takeIn()
const end = await engine.until(job?.id ?? '', ({ phase }) => phase === 'ready' || phase === 'failed')
console.log(`end ${JSON.stringify(end)}`)
console.log(`files ${JSON.stringify(engine.service.filesOf(end.id)?.files.map(({ path }) => path))}`)
await engine.close()
