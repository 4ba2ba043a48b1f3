import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toEnqueueItem } from './enqueueItem'
import { closeLast, folder, serveForEach, server, start } from './testing/engines'
import { BASE } from './testing/samples'

serveForEach()

describe('a job whose id is chosen beforehand', () => {
  it('is made once, however often it is asked for, also after it was taken off the list', async () => {
    const engine = start()
    const item = { ...toEnqueueItem(null, BASE.plan), id: 'step-1' }
    const [first] = engine.service.enqueue([item], 'mvsep')
    const [again] = engine.service.enqueue([item, toEnqueueItem(null, BASE.plan)], 'mvsep')
    expect([first?.id, again?.id, engine.service.list().length]).toEqual(['step-1', 'step-1', 2])
    engine.service.remove(['step-1'])
    expect(engine.service.enqueue([item], 'mvsep')).toEqual([])
    expect(engine.service.list()).toHaveLength(1)
  })
})

describe('results made on this computer', () => {
  it('are a job that is ready, asked for nowhere, and there after a restart', async () => {
    const engine = start()
    const made = engine.service.addMade({
      id: 'made-1', input: { name: 'Song', sizeBytes: 0, durationSeconds: 3 }, plan: BASE.plan, madeHere: { kind: 'ensemble', fromJobIds: ['a', 'b'] },
      folder: join(folder, 'library', 'Song'), files: [{ stem: 'Vocals', fileName: 'Song (Vocals).flac', sizeBytes: 8 }]
    })
    expect(made).toMatchObject({ phase: 'ready', remote: null, service: 'local', madeHere: { kind: 'ensemble', fromJobIds: ['a', 'b'] } })
    await engine.service.deleteThere(['made-1']).then((answers) => { expect(answers).toEqual([{ outcome: 'notHere' }]) })
    engine.service.retry(['made-1'])
    await closeLast()
    const { service } = start()
    expect(service.list()).toEqual([made])
    expect(service.filesOf('made-1')?.files).toEqual([{ index: 0, stem: 'Vocals', path: join(folder, 'library', 'Song', 'Song (Vocals).flac') }])
    expect(server.creates).toEqual([])
  })
})
