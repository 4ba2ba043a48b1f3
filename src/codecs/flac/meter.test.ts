import { stat } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { frameCount, sliceFrames } from '../planar'
import { useTempDirectory } from '../testSupport'
import { createFlacMeter } from './meter'
import { createFlacWriter } from './write'

const at = useTempDirectory()
const FORMAT = { sampleRateHz: 44_100, channels: 2 }
const SONG = [0, 1].map((channel) => Float32Array.from({ length: 100_000 }, (_, frame) => 0.3 * Math.sin((frame * (channel + 3)) / 40) + 0.1 * Math.sin(frame * frame)))

it.each([16, 24] as const)('tells every frame once and in order, with the bytes that a file of %i bits has for them', async (bits) => {
  const told: number[][] = []
  const meter = await createFlacMeter(bits, FORMAT, (...packet) => told.push(packet))
  const writer = await createFlacWriter(at(`${bits}.flac`), bits, FORMAT)
  for (let from = 0; from < frameCount(SONG); from += 16_384) {
    await meter.add(sliceFrames(SONG, from, from + 16_384))
    await writer.write(sliceFrames(SONG, from, from + 16_384))
  }
  await meter.finish()
  await writer.finish()
  let next = 0
  let sum = 0
  for (const [start = -1, frames = 0, bytes = 0] of told) {
    expect(start).toBe(next)
    next += frames
    sum += bytes
  }
  expect(next).toBe(frameCount(SONG))
  const { size } = await stat(at(`${bits}.flac`))
  expect(size - sum).toBeGreaterThan(0)
  expect(size - sum).toBeLessThan(500)
})

it('hears nothing of no sound, refuses what FLAC has no room for, and can be left in the middle', async () => {
  const never = (): void => { throw new Error('told of a packet') }
  await (await createFlacMeter(16, FORMAT, never)).finish()
  await expect(createFlacMeter(16, { sampleRateHz: 44_101, channels: 2 }, never)).rejects.toMatchObject({ code: 'unsupported' })
  const left = await createFlacMeter(16, FORMAT, () => undefined)
  await left.add(sliceFrames(SONG, 0, 20_000))
  await left.abort()
})
