import type { OpenPcm, PcmSource } from './pcmBytes'

/**
 * A source whose file is opened when it is first read, or told to: what is known of it is told without waiting for the disk. An
 * opening that fails fails that read, and the next one tries again. Closed, it opens nothing any more.
 */
export function createLatePcm({ channels, frames }: Pick<PcmSource, 'channels' | 'frames'>, open: () => Promise<OpenPcm>): OpenPcm {
  let opening: Promise<OpenPcm> | undefined
  let isClosed = false

  function opened(): Promise<OpenPcm> {
    if (isClosed) return Promise.reject(new Error('A source was read after it was closed.'))
    const own = opening ?? open()
    opening = own
    own.catch(() => { if (opening === own) opening = undefined })
    return own
  }

  return {
    channels,
    frames,
    open: () => { opened().catch(() => undefined) }, // told to whoever reads
    read: async (startFrame, frameCount) => (await opened()).read(startFrame, frameCount),
    async close() {
      isClosed = true
      const pcm = await opening?.catch(() => undefined) // told to whoever reads
      await pcm?.close()
    }
  }
}
