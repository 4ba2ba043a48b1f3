import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { songWav } from '../testing/audioFiles'
import { MIDDLE_SIDE, signUp, startService, type Client } from '../testing/client'
import { textLike, textWith } from '../testing/matchers'
import { startWebServer } from '../testing/webServer'

const PLAN = { sep_type: String(MIDDLE_SIDE), output_format: '1' }
const remoteSchema = z.object({ success: z.boolean(), status: z.string(), data: z.looseObject({ hash: z.string().optional() }) })

async function createFrom(ann: Client, url: string): Promise<string> {
  const { body } = await ann.postPlain('/separation/create', { url, ...PLAN })
  return z.object({ data: z.object({ hash: z.string().regex(/^[A-Za-z0-9]{16}$/) }) }).parse(body).data.hash
}

function untilRemote(ann: Client, hash: string, ...statuses: readonly string[]): Promise<z.infer<typeof remoteSchema>> {
  return vi.waitFor(async () => {
    const answer = remoteSchema.parse((await ann.get('/separation/get-remote', { hash })).body)
    if (!statuses.includes(answer.status)) throw new Error(answer.status)
    return answer
  }, { timeout: 10_000, interval: 20 })
}

test('a link is downloaded, through redirects, and becomes a job with a hash of its own', async () => {
  const web = await startWebServer((request, response) => {
    if (request.url === '/start') response.writeHead(302, { location: '/music/My%20Song.wav?x=1' }).end()
    else response.end(songWav(1))
  })
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const remote = await createFrom(ann, `${web}/start`)
  expect(await ann.get('/separation/get', { hash: remote })).toMatchObject({ body: { success: false, status: 'not_found' } })
  const { data } = await untilRemote(ann, remote, 'done')
  expect(data).toMatchObject({ hash: textLike(/-my-song\.wav$/), link: `${baseUrl}/separation/get?hash=${data.hash}` })
  expect(await ann.results(data.hash ?? '')).toHaveLength(2)
})

test('a download under way is told as waiting and can be cancelled', async () => {
  const web = await startWebServer((_request, response) => {
    response.writeHead(200, { 'content-length': '1000000' }).write('RIFF')
  })
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const remote = await createFrom(ann, `${web}/slow.wav`)
  expect(await ann.get('/separation/get-remote', { hash: remote })).toMatchObject({
    body: { success: true, status: 'waiting', data: { queue_count: 1, current_order: 1, message: textWith('being downloaded') } }
  })
  expect(await ann.post('/separation/cancel', { hash: remote })).toMatchObject({ status: 200, body: { success: true } })
  expect(await ann.get('/separation/get-remote', { hash: remote })).toMatchObject({ body: { status: 'not_found' } })
})

test.each([
  ['/missing', 'answered 404'],
  ['/page', 'leads to a web page'],
  ['/loop', 'without end'],
  ['/empty', 'The file is empty.'],
  ['/cut', 'could not be downloaded'],
  ['/elsewhere', 'not a link to a file on the web']
])('a link that gives no audio fails with a reason: %s', async (path, reason) => {
  const web = await startWebServer((request, response) => {
    if (request.url === '/page') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>hello')
    else if (request.url === '/loop') response.writeHead(301, { location: '/loop' }).end()
    else if (request.url === '/elsewhere') response.writeHead(301, { location: 'file:///etc/hostname' }).end()
    else if (request.url === '/empty') response.end()
    else if (request.url === '/cut') response.writeHead(200, { 'content-length': '100' }).write('RIFF', () => response.destroy())
    else response.writeHead(404).end('no')
  })
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const before = await ann.credits()
  expect(await untilRemote(ann, await createFrom(ann, web + path), 'failed')).toMatchObject({
    success: true, data: { message: textWith(reason) }
  })
  expect(await ann.credits()).toBe(before)
})

test('what a link leads to is not taken beyond the limit', async () => {
  const web = await startWebServer((_request, response) => {
    const chunk = Buffer.alloc(1024 * 1024)
    const pump = (): void => {
      while (!response.destroyed && response.write(chunk)) { /* as fast as it is taken */ }
    }
    response.on('drain', pump)
    pump()
  })
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  await ann.post('/app/disable_premium', {})
  const answer = await untilRemote(ann, await createFrom(ann, `${web}/endless.wav`), 'failed')
  expect(answer.data).toMatchObject({ message: textWith('100 MB free limit') })
})
