import { describe, expect, it, vi } from 'vitest'
import { createLatePcm } from './latePcm'
import type { OpenPcm } from './pcmBytes'

const format = { channels: 2, frames: 8 }

function createFile() {
  const close = vi.fn(async () => undefined)
  const read = vi.fn(async (startFrame: number, frameCount: number) => new Float32Array([startFrame, frameCount]))
  const pcm: OpenPcm = { ...format, read, close }
  return { pcm, close }
}

describe('a source that is opened late', () => {
  it('is opened with the first read, once for all of them', async () => {
    const { pcm, close } = createFile()
    const open = vi.fn(async () => pcm)
    const late = createLatePcm(format, open)
    expect(late).toMatchObject(format)
    expect(open).not.toHaveBeenCalled()
    expect(await Promise.all([late.read(1, 2), late.read(3, 4)])).toEqual([new Float32Array([1, 2]), new Float32Array([3, 4])])
    expect(open).toHaveBeenCalledTimes(1)
    await late.close()
    expect(close).toHaveBeenCalledTimes(1)
  })

  it('is opened ahead of its first read when told so, and tells a failure to whoever reads', async () => {
    const { pcm } = createFile()
    const open = vi.fn(async () => pcm).mockRejectedValueOnce(new Error('too many files'))
    const late = createLatePcm(format, open)
    late.open?.()
    await expect(late.read(0, 1)).rejects.toThrow('too many files')
    late.open?.()
    late.open?.()
    expect(await late.read(0, 1)).toEqual(new Float32Array([0, 1]))
    expect(open).toHaveBeenCalledTimes(2)
  })

  it('fails a read that could not open it, and opens it for the next', async () => {
    const { pcm } = createFile()
    const open = vi.fn(async () => pcm).mockRejectedValueOnce(new Error('too many files'))
    const late = createLatePcm(format, open)
    await expect(late.read(0, 1)).rejects.toThrow('too many files')
    expect(await late.read(0, 1)).toEqual(new Float32Array([0, 1]))
  })

  it('closed, opens nothing any more, and closes what was just being opened', async () => {
    const { pcm, close } = createFile()
    const open = vi.fn(async () => pcm)
    const never = createLatePcm(format, open)
    await never.close()
    await expect(never.read(0, 1)).rejects.toThrow('closed')
    expect(open).not.toHaveBeenCalled()
    const late = createLatePcm(format, open)
    const reading = late.read(0, 1)
    await late.close()
    await reading
    expect(close).toHaveBeenCalledTimes(1)
  })
})
