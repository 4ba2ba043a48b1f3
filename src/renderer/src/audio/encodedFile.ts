import { CustomSource } from 'mediabunny'

/** The encoded file at its private address, for the library that takes it apart; read piece by piece, never whole. */
export async function openEncodedFile(fileUrl: string, signal: AbortSignal): Promise<CustomSource> {
  const about = await fetch(fileUrl, { method: 'HEAD', signal })
  const sizeBytes = Number(about.headers.get('content-length'))
  if (!about.ok || !Number.isSafeInteger(sizeBytes) || sizeBytes === 0) throw new Error(`The file could not be read (${about.status}).`)
  return new CustomSource({
    getSize: () => sizeBytes,
    async read(start, end) {
      const answer = await fetch(fileUrl, { headers: { range: `bytes=${start}-${end - 1}` }, signal })
      if (answer.status !== 206) throw new Error(`The file could not be read (${answer.status}).`)
      return new Uint8Array(await answer.arrayBuffer())
    },
    prefetchProfile: 'network'
  })
}
