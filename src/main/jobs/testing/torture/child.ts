// The real engine in a process of its own, to be killed: argv is folder, address, origin of its clock, how fast that goes,
// and whether the account has 'credits'.
// Takes in every song of `folder`/songs that has no job yet, says when it began and how much of each result is here, and ends by itself once nothing can go on.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createQuickClock } from '../../../transfers/testing/quickClock'
import { isSettled, leftBy, startRealEngine } from './session'

const [folder = '', url = '', originMs = '', speed = '', account = ''] = process.argv.slice(2)
const { engine, http } = startRealEngine(folder, url, createQuickClock(Number(speed), Number(originMs)), 5_000, (path, bytes) => {
  console.log(`here ${path} ${bytes}`)
})
engine.premium = account === 'credits'
console.log('began')
const known = new Set(engine.service.list().map(({ input }) => input.name))
const songs = (await readdir(join(folder, 'songs'))).filter((name) => !known.has(name)).sort()
if (songs.length > 0) await engine.enqueue(songs.map((name) => join(folder, 'songs', name)))
await new Promise<void>((resolve) => {
  const look = (): void => {
    if (engine.service.list().every(isSettled)) resolve()
  }
  engine.service.onChange(look)
  look()
})
console.log(`left ${JSON.stringify({ jobs: leftBy(engine), problems: engine.problems.map(String) })}`)
await engine.close()
http.dispose()
