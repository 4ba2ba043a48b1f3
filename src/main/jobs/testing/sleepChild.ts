// The engine in a process of its own, to be stopped and continued like a computer that sleeps: argv is folder, address of the
// scripted server, and the song. Prints a line when the job is with the service; a line on its input is the lid being opened.
import { createInterface } from 'node:readline'
import { createHttp } from '../../mvsep/http'
import { createSeparationsApi } from '../../mvsep/separations'
import { directConnections } from '../../network/connections'
import { systemClock } from '../../transfers/clock'
import { createPostMultipart } from '../../transfers/upload'
import { startEngine } from './engine'

const [folder = '', url = '', song = ''] = process.argv.slice(2)
const connections = directConnections()
const http = createHttp({ userAgent: 'test', connections })
const engine = startEngine(folder, url, { clock: systemClock, api: createSeparationsApi({ http, postMultipart: createPostMultipart() }) })
const lines = createInterface(process.stdin)
lines.on('line', () => {
  connections.forget()
  engine.service.wake('resume')
})
const [job] = await engine.enqueue([song])
await engine.until(job?.id ?? '', (now) => now.phase === 'waiting' && now.currentOrder === 60)
console.log('waiting')
const end = await engine.until(job?.id ?? '', ({ phase }) => phase === 'ready' || phase === 'failed')
console.log(end.phase)
await engine.close()
lines.close()
http.dispose()
connections.dispose()
