import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { Engine } from './testing/engine'
import { folder, serveForEach, server, start } from './testing/engines'

serveForEach()
let engine: Engine
beforeEach(() => {
  engine = start()
  engine.premium = true
})

async function song(album: string, content: string): Promise<string> {
  await mkdir(join(folder, album), { recursive: true })
  await writeFile(join(folder, album, '01 Intro.wav'), content)
  return join(folder, album, '01 Intro.wav')
}
/** Of two creates without an answer, the server has only the first. */
function loseBothAnswers(): void {
  server.createFaults.push(
    (_request, response, accept) => {
      accept()
      response.socket?.resetAndDestroy()
    },
    (_request, response) => response.socket?.resetAndDestroy()
  )
}

it('A7-50: of two songs of one name whose answers were lost, none takes the other\'s job; the user is asked for both', async () => {
  loseBothAnswers()
  const jobs = await engine.enqueue([await song('First album', 'one'), await song('Second album', 'two')])
  for (const { id } of jobs) await engine.until(id, (job) => job.phase === 'unconfirmed' && job.lookedUp)
  expect(server.jobs.size).toBe(1)
  // Once one of them is given up, what is there can only be the other's.
  engine.service.resolveUnconfirmed(jobs[1]?.id ?? '', 'giveUp')
  engine.service.resolveUnconfirmed(jobs[0]?.id ?? '', 'lookAgain')
  await engine.phase(jobs[0]?.id ?? '', 'ready')
  expect(server.creates).toHaveLength(2)
})

it('A7-50: the same song sent twice with one plan gives equal stems, so either may take up the job that is there', async () => {
  loseBothAnswers()
  const path = await song('Album', 'one')
  const jobs = await engine.enqueue([path, path])
  await Promise.all(jobs.map(({ id }) => engine.until(id, (job) => job.phase === 'ready' || (job.phase === 'unconfirmed' && job.lookedUp))))
  expect(engine.service.list().map(({ phase }) => phase).sort()).toEqual(['ready', 'unconfirmed'])
})
