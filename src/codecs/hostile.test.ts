import { readFile, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterEach, beforeAll, beforeEach, describe, it, vi } from 'vitest'
import { openAudio } from './open'
import { probeAudio } from './probe'
import { frameCount } from './planar'
import { fixture, toneWithClick, useTempDirectory, writeAll } from './testSupport'
import { toAiff } from './testing/aiffFile'
import { CodecError } from './types'

const inTemp = useTempDirectory()
const seeds: Buffer[] = []

beforeAll(async () => {
  const block = toneWithClick(12_000, 6000, 2)
  for (const kind of ['wav16', 'flac16', 'mp3'] as const) {
    await writeAll(inTemp(kind), kind, 44_100, block)
    seeds.push(await readFile(inTemp(kind)))
  }
  const short = block.map((samples) => samples.subarray(0, 400))
  for (const compression of ['sowt', 'fl32']) seeds.push(toAiff(short, 44_100, { bits: 32, compression }))
  for (const name of ['tone.ogg', 'tone.opus', 'tone-vbr.mp3', 'tone.m4a', 'tone.aiff']) seeds.push(await readFile(fixture(name)))
})

// The decoders tell of every broken frame on the console; here that is what we ask for.
beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue()
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Either decodes and probes to the end, or says CodecError; anything else fails the test. */
async function survive(bytes: Uint8Array): Promise<void> {
  const path = inTemp('hostile')
  await writeFile(path, bytes)
  for (const attempt of [() => decode(path), () => probeAudio(path)]) {
    try {
      await attempt()
    } catch (error) {
      if (!(error instanceof CodecError)) throw error
    }
  }
}

async function decode(path: string): Promise<number> {
  const reader = await openAudio(path)
  let frames = 0
  try {
    for await (const block of reader.blocks()) frames += frameCount(block)
  } finally {
    await reader.close()
  }
  return frames
}

const seed = fc.nat().map((index) => Buffer.from(seeds[index % seeds.length] ?? []))

describe('hostile files end in sound or in a CodecError', () => {
  it('random bytes, with and without a well-known beginning', async () => {
    const beginning = fc.constantFrom('', 'RIFF\0\0\0\0WAVEfmt ', 'fLaC\0\0\0"', 'OggS\0\u0002', 'ID3\u0004\0\0\0\0\0\u0010', '\u00ff\u00fb\u0090\0', 'FORM', 'FORM\0\0\0\0AIFFCOMM', 'FORM\0\0\0\0AIFCSSND', '\0\0\0 ftypM4A ')
    const bytes = fc.uint8Array({ maxLength: 4000 })
    await fc.assert(
      fc.asyncProperty(beginning, bytes, (head, body) => survive(Buffer.concat([Buffer.from(head, 'latin1'), body]))),
      { numRuns: 150 }
    )
  })

  it('real files cut anywhere', async () => {
    const cut = fc.tuple(seed, fc.double({ min: 0, max: 1, noNaN: true }))
    await fc.assert(fc.asyncProperty(cut, ([bytes, part]) => survive(bytes.subarray(0, Math.floor(bytes.length * part)))), { numRuns: 80 })
  })

  it('real files with bytes changed', async () => {
    const change = fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat({ max: 255 }))
    const spoiled = fc.tuple(seed, fc.array(change, { minLength: 1, maxLength: 30 })).map(([bytes, changes]) => {
      // Squared, so that half of the changes fall into the first quarter, where the headers are.
      for (const [part, value] of changes) bytes[Math.floor(bytes.length * part * part)] = value
      return bytes
    })
    await fc.assert(fc.asyncProperty(spoiled, survive), { numRuns: 150 })
  })
})
