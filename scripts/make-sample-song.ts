/**
 * Renders the sample song and writes it where the app ships it. Run after a change of src/local-service/sample:
 *   npx tsx scripts/make-sample-song.ts
 */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createWriter } from '../src/codecs/createWriter'
import { renderSampleSong } from '../src/local-service/sample/renderSampleSong'

const path = fileURLToPath(new URL('../resources/sample/Unbraid sample song.flac', import.meta.url))
const { mix, sampleRateHz } = renderSampleSong()
await mkdir(dirname(path), { recursive: true })
const writer = await createWriter(path, 'flac16', { sampleRateHz, channels: mix.length })
await writer.write(mix)
await writer.finish()
console.log(path)
