import { writeFile } from 'node:fs/promises'
import { BufferTarget, EncodedAudioPacketSource, EncodedPacket, EncodedVideoPacketSource, MkvOutputFormat, Mp4OutputFormat, Output } from 'mediabunny'

// A whole picture of VP8, 16 x 16 (RFC 6386, 9.1); what it shows is nobody's business here.
const PICTURE = Uint8Array.from([0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x10, 0x00, 0x10, 0x00, 0x00, 0x07, 0x08, 0x85, 0x85, 0x88])
const SECONDS = 40

/** Writes a film of forty seconds whose sound nobody can take out: there is none, or it is of a kind that has no file of its own here. */
export async function writeSilentFilm(path: string, container: 'mp4' | 'mkv', sound: 'none' | 'pcm'): Promise<string> {
  const target = new BufferTarget()
  const output = new Output({ format: container === 'mp4' ? new Mp4OutputFormat() : new MkvOutputFormat(), target })
  const pictures = new EncodedVideoPacketSource('vp8')
  const samples = new EncodedAudioPacketSource('pcm-s16')
  output.addVideoTrack(pictures)
  if (sound === 'pcm') output.addAudioTrack(samples)
  await output.start()
  for (let second = 0; second < SECONDS; second += 1) {
    await pictures.add(new EncodedPacket(PICTURE, 'key', second, 1), { decoderConfig: { codec: 'vp8', codedWidth: 16, codedHeight: 16 } })
    if (sound === 'pcm') {
      await samples.add(new EncodedPacket(new Uint8Array(16_000), 'key', second, 1), { decoderConfig: { codec: 'pcm-s16', numberOfChannels: 1, sampleRate: 8_000 } })
    }
  }
  await output.finalize()
  if (target.buffer === null) throw new Error('no film was written')
  await writeFile(path, new Uint8Array(target.buffer))
  return path
}
