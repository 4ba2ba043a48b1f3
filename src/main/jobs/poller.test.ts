import { describe, expect, it } from 'vitest'
import type { JobOutlook } from '../../shared/domain/outlook'
import { one, scripted as server, scriptForEach, start } from './testing/engines'
import { done, page, working, type Answer } from './testing/scriptedMvsep'

scriptForEach()

const polls = (): number => server.seen.filter(({ path }) => path === '/separation/get').length

describe('what the service says of a job, over HTTP', () => {
  const files = { files: [{ type: 'Vocals', url: '', bytes: 1 }] }
  it.each<readonly [string, readonly Answer[], readonly string[]]>([
    ['waiting', [working('waiting', { queue_count: 12, current_order: 3 })], ['waiting 3/12']],
    ['waiting, in text', [working('waiting', { queue_count: '12', current_order: '2' })], ['waiting 2/12']],
    ['waiting, with nothing said', [working('waiting')], []],
    ['distributing', [working('distributing', { finished_chunks: 2, all_chunks: 4 })], ['distributing 2/4']],
    ['processing', [working('processing', { message: 'warming up' })], ['processing warming up']],
    ['merging', [working('merging')], ['merging null']],
    ['converting', [working('converting')], ['processing converting']],
    ['a word nobody knows', [working('levitating')], ['processing levitating']],
    ['a word nobody knows, with words', [working('levitating', { message: 'up we go' })], ['processing up we go']],
    ['success as text', [{ success: 'true', status: 'processing', data: {} }], ['processing null']],
    ['no word of success', [{ status: 'merging', data: null }], ['merging null']],
    ['done without files', [working('done', { files: [] }), working('done', files), working('done')], []],
    ['not found, while it is new', [
      { success: false, status: 'not_found', data: { message: 'File or File Hash not found' } },
      { status: 400, body: '{"success":false,"data":{"message":"File or File Hash not found"}}' },
      { status: 404, body: '{"success":false,"status":"not_found"}' }, { success: false, status: 'not_found' }
    ], []],
    ['A7-41: bursts of failure', [page(502), page(503), page(500), page(504), { status: 503, body: 'Service Temporarily Unavailable' }], []],
    ['A7-40: asking for rest', [page(429, { 'retry-after': '7' }), page(503, { 'retry-after': '-5' }), { status: 429, body: '{"message":"Too Many Attempts."}' }], []],
    ['A7-45: cut, empty, scalar and foreign answers', [
      { status: 200, body: '{"success":true,"sta' }, { status: 200, body: '' }, { status: 200, body: '42' }, { status: 200, body: 'null' }, { status: 200, body: '[]' }
    ], []],
    ['A7-35: a sign-in page', [{ status: 200, body: '<html>Welcome to the hotel</html>' }, { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }], []]
  ])('goes on from: %s', async (_what, answers, expected) => {
    server.onStatus = (_hash, times) => answers[times - 1] ?? done(server.url)
    const engine = start()
    const { id } = await one(engine)
    const told: string[] = []
    engine.service.onChange(({ jobs }) => {
      for (const job of jobs) {
        if (job.phase === 'waiting' && polls() > 0) told.push(`waiting ${job.currentOrder}/${job.queueCount}`)
        if (job.phase === 'distributing') told.push(`distributing ${job.finishedChunks}/${job.allChunks}`)
        if (job.phase === 'processing' || job.phase === 'merging') told.push(`${job.phase} ${job.message}`)
      }
    })
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
    expect(told.slice(0, expected.length)).toEqual(expected)
    expect(polls()).toBe(answers.length + 1)
    expect(server.creates).toHaveLength(1)
    expect(engine.problems).toEqual([])
  })

  it('believes failed, which comes with success:true, and shows the service\'s words', async () => {
    server.onStatus = () => working('failed', { message: 'The file is too quiet.' })
    const engine = start()
    const { id } = await one(engine)
    expect(await engine.phase(id, 'failed')).toMatchObject({ error: { code: 'jobFailed', detail: 'The file is too quiet.' } })
  })

  it('gives up on done without files after five minutes, and keeps what is paid for', async () => {
    server.onStatus = () => working('done', { files: [] })
    const engine = start()
    const { id } = await one(engine)
    expect(await engine.phase(id, 'failed')).toMatchObject({ error: { code: 'serverError' }, remote: { hash: server.creates[0] } })
    expect(engine.clock.monotonicMs()).toBeGreaterThanOrEqual(300_000)
    expect(engine.clock.monotonicMs()).toBeLessThan(330_000)
  })
})

describe('while nothing is heard of a job', () => {
  it('A7-28: its outlook says so, its phase stays, and it goes on by itself', async () => {
    let away = false
    server.onStatus = (_hash, times) => {
      if (times < 3) return working()
      away = times < 12
      return away ? null : done(server.url)
    }
    const engine = start()
    const { id } = await one(engine)
    const told: (JobOutlook | undefined)[] = []
    engine.service.onOutlook((outlooks) => told.push(outlooks.find(({ jobId }) => jobId === id)))
    await engine.phase(id, 'ready')
    expect(told.some((outlook) => outlook?.trouble === 'unreachable')).toBe(true)
    expect(engine.seen.get(id)).toEqual(['queued', 'uploading', 'waiting', 'processing', 'downloading', 'ready'])
    expect(engine.service.outlooks()).toEqual([])
  })

  it('tells how long it works and how long that usually takes, and learns from it', async () => {
    server.onStatus = (_hash, times) => (times < 20 ? working() : done(server.url))
    const engine = start()
    const first = await one(engine)
    await engine.phase(first.id, 'ready')
    server.onStatus = (hash, times) => (hash === server.creates[0] || times > 5 ? done(server.url) : working())
    const second = await one(engine)
    const told = new Promise<JobOutlook>((resolve) => {
      engine.service.onOutlook((outlooks) => {
        const known = outlooks.find(({ jobId, usualSeconds }) => jobId === second.id && usualSeconds !== null)
        if (known !== undefined) resolve(known)
      })
    })
    const { usualSeconds } = await told
    expect(usualSeconds).toBeGreaterThan(15)
    expect(usualSeconds).toBeLessThan(25)
    await engine.phase(second.id, 'ready')
  })

  it.each([[240, 3, 5], [null, 1, 1]])('asks for the service\'s own estimate of the wait, seldom, and where it is not offered (%j) once', async (seconds, fewest, most) => {
    let asked = 0
    server.onStatus = (_hash, times) => (times < 100 ? working('waiting', { queue_count: 9, current_order: 2 }) : done(server.url))
    const engine = start({ queueWait: async () => {
      asked += 1
      return seconds
    } })
    const { id } = await one(engine)
    const told = new Set<number | null>()
    engine.service.onOutlook((outlooks) => { for (const { waitSeconds } of outlooks) told.add(waitSeconds) })
    await engine.phase(id, 'ready')
    expect(told.has(240)).toBe(seconds !== null)
    expect(asked).toBeGreaterThanOrEqual(fewest)
    expect(asked).toBeLessThanOrEqual(most)
  })
})
