import type WaveSurfer from 'wavesurfer.js'

interface DrawnState {
  readonly library: typeof WaveSurfer
  readonly stems: readonly Blob[]
}
declare global {
  var drawn: DrawnState | undefined
}

/** Fetches library and files beforehand, so that neither counts: the kindest way to have them drawn. Runs in its page. */
export async function fetchStems(urls: readonly string[]): Promise<void> {
  const path = '/wavesurfer.js'
  const { default: library } = (await import(path)) as { default: typeof WaveSurfer }
  const stems = await Promise.all(urls.map(async (url) => (await fetch(url)).blob()))
  globalThis.drawn = { library, stems }
}

/** Has wavesurfer.js decode and draw every file and lets go of them again; in ms until a frame with all of them was handed on. Runs in its page. */
export async function decodeAndDraw(heightPx: number): Promise<number> {
  const { drawn } = globalThis
  const room = document.querySelector<HTMLElement>('#tracks')
  if (!drawn || room === null) throw new Error('Nothing was fetched.')
  const startedMs = performance.now()
  const surfers = await Promise.all(drawn.stems.map(async (stem) => {
    const container = room.appendChild(document.createElement('div'))
    const surfer = drawn.library.create({ container, height: heightPx, interact: false })
    await surfer.loadBlob(stem)
    return surfer
  }))
  await new Promise<void>((resolve) => {
    // The task after a frame's callbacks begins when the frame has been handed on.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => { resolve() }
    requestAnimationFrame(() => { port2.postMessage(null) })
  })
  const shownMs = performance.now() - startedMs
  const isEmpty = surfers.some((surfer) => (surfer.getDecodedData()?.length ?? 0) === 0)
  surfers.forEach((surfer) => { surfer.destroy() })
  room.replaceChildren()
  if (isEmpty) throw new Error('A file was not decoded.')
  return shownMs
}
