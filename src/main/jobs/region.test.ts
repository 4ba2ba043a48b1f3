import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEngine, type Engine } from './testing/engine'
import { startSmallService, type SmallService } from './testing/smallService'

let folder = ''
let de: SmallService
let sg: SmallService
let engine: Engine
let home = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-region-'))
  de = await startSmallService()
  sg = await startSmallService()
  home = `${de.url}/api`
  engine = startEngine(folder, de.url, {
    homeForNew: () => home,
    // As in createApp: the job's own node, else the one chosen now.
    accessFor: (_service, own) => Promise.resolve({ apiBase: own ?? home, token: 'token' })
  })
})
afterEach(async () => {
  await engine.close()
  await de.close()
  await sg.close()
  await rm(folder, { recursive: true })
})
async function song(name: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, randomBytes(20_000))
  return path
}

describe('another region', () => {
  it('chosen in the middle is for new jobs only: those that run or wait stay at their node for life', async () => {
    const [running, waiting] = await engine.enqueue([await song('a.wav'), await song('b.wav')])
    await engine.phase(running?.id ?? '', 'waiting')
    home = `${sg.url}/api`
    const [later] = await engine.enqueue([await song('c.wav')])
    for (const [job, node] of [[running, de], [waiting, de], [later, sg]] as const) {
      expect(await engine.phase(job?.id ?? '', 'ready')).toMatchObject({ remote: { apiBase: `${node.url}/api` }, home: `${node.url}/api` })
    }
    expect([de.creates.length, sg.creates.length]).toEqual([2, 1])
    expect([de.jobs.size, sg.jobs.size]).toEqual([2, 1])
  })

  it('does not mislead the search for a job whose answer was lost', async () => {
    de.createFaults.push((request, _response, accept) => {
      accept()
      home = `${sg.url}/api`
      request.socket.resetAndDestroy()
    })
    const [job] = await engine.enqueue([await song('lost.wav')])
    expect(await engine.phase(job?.id ?? '', 'ready')).toMatchObject({ remote: { apiBase: `${de.url}/api` } })
    expect([de.creates.length, sg.creates.length]).toEqual([1, 0])
  })
})
