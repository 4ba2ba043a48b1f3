import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { silentLog } from '../log/log'
import { createVotesStore } from './votesStore'

it('finds the votes of the same candidates after a restart, in whatever order they stand', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unbraid-votes-'))
  try {
    const [one, other, third] = [{ jobId: 'a', stemIndex: 0 }, { jobId: 'b', stemIndex: 3 }, { jobId: 'b', stemIndex: 4 }]
    const votes = { votes: [{ ...one, count: 2 }, { ...other, count: 0 }], undecided: 1 }
    await createVotesStore(folder, silentLog).save([one, other], votes)
    const again = createVotesStore(folder, silentLog)
    expect(await again.load([other, one])).toEqual(votes)
    expect(await again.load([one, third])).toBeNull()
    expect(await again.load([one, other, third])).toBeNull()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
