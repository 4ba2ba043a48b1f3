import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import type { Engine } from './testing/engine'
import { closeLast, one, scripted as server, scriptForEach, start } from './testing/engines'

scriptForEach()
let engine: Engine
beforeEach(() => { engine = start() })

const digits = (ms: number): string => new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14)
const hashAt = (ms: number, slug = 'my-song.wav', id = 'a0bb276157'): string => `${digits(ms)}-${id}-${slug}`

/** Takes a song in whose create arrives and whose answer does not. */
async function lose(): Promise<{ readonly id: string; readonly sentMs: number }> {
  server.others['/separation/create'] = () => {
    server.creates.push('taken')
    return null
  }
  const { id } = await one(engine, 'My song.wav')
  await engine.phase(id, 'unconfirmed')
  return { id, sentMs: engine.clock.nowMs() }
}
const queue = (value: () => unknown): void => {
  server.others['/app/user'] = () => ({ success: true, data: { email: 'ann@example.com', current_queue: value() } })
}
const history = (...rows: unknown[]): void => {
  server.others['/app/separation_history'] = () => ({ success: true, data: rows })
}

describe('a create whose answer was lost (A7-2)', () => {
  it.each<readonly [string, (hash: string) => unknown]>([
    ['rows', (hash) => [{ hash, algorithm: { render_id: 40 } }, { nothing: 1 }, null, 7]],
    ['rows without an algorithm', (hash) => [{ hash }]],
    ['hashes alone', (hash) => [hash, 'no hash']],
    ['a map of rows', (hash) => ({ 12: { hash, created_at: 'soon' } })]
  ])('is adopted from the queue before it stands in the history: %s', async (_what, shape) => {
    let sentMs = Infinity
    queue(() => (Number.isFinite(sentMs) ? shape(hashAt(sentMs)) : []))
    history()
    const lost = await lose()
    sentMs = lost.sentMs
    expect(await engine.phase(lost.id, 'ready')).toMatchObject({ remote: { hash: hashAt(sentMs) }, attempt: 1 })
    expect(server.creates).toHaveLength(1)
    expect(engine.problems).toEqual([])
  })

  it('is found also when its row was taken in from the history meanwhile: nobody is asked to pay again', async () => {
    let sentMs = Infinity
    queue(() => [])
    server.others['/app/separation_history'] = () => {
      if (!Number.isFinite(sentMs)) return { success: true, data: [] }
      engine.service.adopt({ service: 'mvsep', remote: { hash: hashAt(sentMs), apiBase: `${server.url}/api` }, renderId: 40 })
      return { success: true, data: [{ hash: hashAt(sentMs), algorithm: { render_id: 40 } }] }
    }
    const lost = await lose()
    sentMs = lost.sentMs
    expect(await engine.phase(lost.id, 'ready')).toMatchObject({ remote: { hash: hashAt(sentMs) }, attempt: 1 })
    expect(server.creates).toHaveLength(1)
  })

  it.each([503, 502, 500, 408])('A7-50: %i after the whole song proves nothing: the job that was taken in all the same is adopted, not sent again', async (status) => {
    let taken = ''
    server.others['/separation/create'] = () => {
      taken = hashAt(engine.clock.nowMs())
      server.creates.push(taken)
      return { status, body: 'Service Temporarily Unavailable' }
    }
    server.others['/app/separation_history'] = () => ({ success: true, data: [{ hash: taken, algorithm: { render_id: 40 } }] })
    const { id } = await one(engine, 'My song.wav')
    expect(await engine.phase(id, 'ready')).toMatchObject({ remote: { hash: taken }, attempt: 1 })
    expect(server.creates).toHaveLength(1)
  })

  it('is the user’s to decide at once when the line to the service cannot be trusted', async () => {
    let asked = 0
    await closeLast()
    engine = start({ api: { ...server.api, currentQueue: () => { asked += 1; return Promise.reject(new AppError('tlsFailed')) } } })
    const { id } = await lose()
    await engine.until(id, (job) => job.phase === 'unconfirmed' && job.lookedUp)
    expect(asked).toBe(1)
  })

  it('counts once when both the queue and the history hold it', async () => {
    let sentMs = 0
    queue(() => [hashAt(sentMs)])
    const lost = await lose()
    sentMs = lost.sentMs
    history({ hash: hashAt(sentMs), created_at: new Date(sentMs).toISOString(), algorithm: { render_id: 40 } })
    await engine.phase(lost.id, 'ready')
  })

  it.each<readonly [string, (ms: number) => unknown]>([
    ['another song', (ms) => [hashAt(ms, 'other.wav')]],
    ['another algorithm', (ms) => [{ hash: hashAt(ms), algorithm: { render_id: 41 } }]],
    ['another time', (ms) => [hashAt(ms - 7_200_000)]],
    ['two that it could be', (ms) => [hashAt(ms), hashAt(ms + 1_000, 'my-song.wav', 'b0bb276157')]],
    ['a number', () => 3],
    ['nothing', () => null]
  ])('is left to the user, asked once, when the queue holds %s', async (_what, held) => {
    let sentMs = 0
    queue(() => held(sentMs))
    history()
    const lost = await lose()
    sentMs = lost.sentMs
    await engine.until(lost.id, (job) => job.phase === 'unconfirmed' && job.lookedUp)
    expect(server.creates).toHaveLength(1)
    expect(engine.seen.get(lost.id)).toEqual(['queued', 'uploading', 'unconfirmed'])
  })

  it('is looked for again until the service answers, however long that takes', async () => {
    let sentMs = 0
    let asked = 0
    server.others['/app/user'] = () => {
      asked += 1
      return asked < 12 ? null : { success: true, data: { current_queue: [hashAt(sentMs)] } }
    }
    history()
    const lost = await lose()
    sentMs = lost.sentMs
    await engine.phase(lost.id, 'ready')
    expect(asked).toBe(12)
  })
})
