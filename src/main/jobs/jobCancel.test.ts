import { describe, expect, it } from 'vitest'
import { one, serveForEach, server, song, start } from './testing/engines'

serveForEach()

describe('a job that is cancelled', () => {
  it('is cancelled where it is, and at the service when it is there', async () => {
    server.statuses = ['waiting']
    const engine = start()
    const [first, second] = await engine.enqueue([await song('a.wav'), await song('b.wav')])
    await engine.until(first?.id ?? '', (job) => job.phase === 'waiting' && job.queueCount !== null)
    const answers = [engine.service.cancel([second?.id ?? '']), engine.service.cancel([first?.id ?? ''])]
    expect(engine.service.list().map(({ phase }) => phase)).toEqual(['cancelled', 'cancelled'])
    expect(await Promise.all(answers)).toEqual([[{ outcome: 'here' }], [{ outcome: 'agreed', begun: false }]])
    expect(await engine.service.cancel([first?.id ?? ''])).toEqual([{ outcome: 'here' }])
    await engine.service.dispose()
    expect(server.cancelled).toHaveLength(1)
    expect(server.creates).toHaveLength(1)
  })

  it('is left alone also when the service has begun, refuses or cannot be told, and says which', async () => {
    server.statuses = ['processing']
    const engine = start()
    const cancelOne = async (answer: 'agree' | 'refuse' | 'away'): Promise<unknown> => {
      server.cancelAnswer = answer
      const { id } = await one(engine, `${answer}.wav`)
      await engine.phase(id, 'processing')
      const [told] = await engine.service.cancel([id])
      expect(engine.service.list().find((job) => job.id === id)?.phase).toBe('cancelled')
      return told
    }
    expect(await cancelOne('agree')).toEqual({ outcome: 'agreed', begun: true })
    server.statuses = ['done']
    engine.service.retry([engine.service.list()[0]?.id ?? ''])
    await engine.until(engine.service.list()[0]?.id ?? '', (job) => job.phase === 'ready' && job.attempt === 2) // sent anew
    server.statuses = ['processing']
    expect(await cancelOne('refuse')).toEqual({ outcome: 'refused', message: 'It is too late.' })
    expect(await cancelOne('away')).toMatchObject({ outcome: 'unheard', error: { code: 'serverUnreachable' } })
    expect(engine.problems).toEqual([])
  })

  it('is cancelled at the service once it has answered, when the last bytes were already out', async () => {
    let release = (): void => undefined
    const arrived = new Promise<void>((tell) => {
      server.createFaults.push((_request, response, accept) => {
        const hash = accept()
        release = () => response.end(JSON.stringify({ hash }))
        tell()
      })
    })
    server.statuses = ['waiting']
    const engine = start()
    const { id } = await one(engine)
    await arrived
    const answer = engine.service.cancel([id])
    release()
    expect(await answer).toEqual([{ outcome: 'agreed', begun: false }])
    expect([server.cancelled.length, engine.service.list()[0]?.phase]).toEqual([1, 'cancelled'])
  })
})
