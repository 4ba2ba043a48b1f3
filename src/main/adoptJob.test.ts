import { describe, expect, it } from 'vitest'
import { adoptJob, type WantedAdoption } from './adoptJob'
import type { Adoption } from './jobs/adopt'
import { JOBS } from './jobs/testing/samples'

const HASH = '20240212161927-413c481b80-10-track.mp3'

async function adopted(wanted: Partial<WantedAdoption>, mvsepBase = 'https://mvsep.com/api'): Promise<Adoption> {
  const taken: Adoption[] = []
  await adoptJob({
    jobs: { adopt: (adoption) => { taken.push(adoption); return JOBS.waiting } },
    accessFor: (service) => Promise.resolve({ apiBase: service === 'local' ? 'http://127.0.0.1:4000/api' : mvsepBase, token: null }),
    accountId: () => 'ann'
  }, { hash: HASH, ...wanted })
  const [one] = taken
  if (one === undefined) throw new Error('nothing was taken in')
  return one
}

describe('taking in a job by its hash', () => {
  it('asks where new jobs go, and claims nothing', async () => {
    expect(await adopted({})).toEqual({ service: 'mvsep', remote: { hash: HASH, apiBase: 'https://mvsep.com/api' }, accountId: null })
  })

  it('asks the node of a link', async () => {
    expect(await adopted({ apiBase: 'https://de2.mvsep.com/api' })).toMatchObject({ remote: { apiBase: 'https://de2.mvsep.com/api' } })
  })

  it('is the account’s own where its history names it', async () => {
    expect(await adopted({ isOwn: true, renderId: 0, name: 'A\u202eB', algorithmName: ' ' })).toMatchObject({ accountId: 'ann', renderId: 0, name: 'AB', algorithmName: undefined })
  })

  it('is the service on this computer’s, unless its link leads elsewhere', async () => {
    expect(await adopted({ service: 'local' })).toMatchObject({ service: 'local', remote: { apiBase: 'http://127.0.0.1:4000/api' } })
    expect(await adopted({ service: 'local', apiBase: 'http://127.0.0.1:4000/x' })).toMatchObject({ service: 'local' })
    expect(await adopted({ service: 'local', apiBase: 'https://mvsep.com/api' })).toMatchObject({ service: 'mvsep', remote: { apiBase: 'https://mvsep.com/api' } })
  })

  it.each([
    ['https://evil.example/api', undefined], ['http://127.0.0.1:4001/api', undefined], ['http://mvsep.com/api', undefined], ['https://mvsep.com/api', 'http://127.0.0.1:5000/api']
  ])('asks nobody at %s', async (apiBase, mvsepBase) => {
    await expect(adopted({ apiBase, service: 'local' }, mvsepBase)).rejects.toMatchObject({ code: 'invalidInput' })
  })
})
