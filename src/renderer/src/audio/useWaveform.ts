import { useEffect, useRef, useState, type RefObject } from 'react'
import WaveSurfer from 'wavesurfer.js'
import type { StudioStem } from '../../../shared/domain/studio'
import { readCssColor, watchTheme } from './cssColor'
import { parsePeaks, toOutline, type Outline } from './peaks'
import type { Player } from './player.types'
import { installTrustedTypes } from './trustedTypes'

/** More columns than any lane has pixels: enough for the sharpest screen, little enough to draw at once. */
const MOST_COLUMNS = 8192

/** Names of CSS custom properties that hold the colours. */
export interface WaveformColors {
  readonly wave: string
  readonly progress: string
  readonly cursor: string
}

export interface WaveformOptions {
  readonly player: Player
  readonly stem: StudioStem
  readonly colors: WaveformColors
  readonly heightPx: number
}

export type WaveformStatus = 'loading' | 'ready' | 'failed'

/** Draws one stem into the element of `ref` from its peaks; shows the player's position and seeks on click and drag. */
export function useWaveform({ player, stem, colors, heightPx }: WaveformOptions): {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly status: WaveformStatus
} {
  const ref = useRef<HTMLDivElement>(null)
  const [status, setStatus] = useState<WaveformStatus>('loading')
  const { wave, progress, cursor } = colors
  const { peaksUrl } = stem

  useEffect(() => {
    const container = ref.current
    if (!container) return
    const ending = new AbortController()
    let end: () => void = () => undefined
    setStatus('loading')
    loadOutline(peaksUrl, player.session.frames, ending.signal)
      .then((outline) => {
        if (ending.signal.aborted) return
        end = drawWaveform(container, player, outline, { wave, progress, cursor }, heightPx)
        setStatus('ready')
      })
      .catch(() => {
        // The lane stays playable without its picture; the view says so.
        if (!ending.signal.aborted) setStatus('failed')
      })
    return () => {
      ending.abort()
      end()
    }
  }, [player, peaksUrl, wave, progress, cursor, heightPx])

  return { ref, status }
}

async function loadOutline(peaksUrl: string, frames: number, signal: AbortSignal): Promise<Outline> {
  const answer = await fetch(peaksUrl, { signal })
  if (!answer.ok) throw new Error(`The peaks could not be read (${answer.status}).`)
  return toOutline(parsePeaks(await answer.arrayBuffer()), frames, MOST_COLUMNS)
}

/** Draws and keeps drawing until the returned function is called. */
function drawWaveform(
  container: HTMLElement,
  player: Player,
  { tops, bottoms }: Outline,
  colors: WaveformColors,
  heightPx: number
): () => void {
  installTrustedTypes()
  const { frames, sampleRateHz } = player.session
  const toColors = () => ({
    waveColor: readCssColor(container, colors.wave),
    progressColor: readCssColor(container, colors.progress),
    cursorColor: readCssColor(container, colors.cursor)
  })
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  const surfer = WaveSurfer.create({
    container,
    height: heightPx,
    cursorWidth: 1,
    hideScrollbar: true,
    dragToSeek: true,
    peaks: [tops, bottoms],
    duration: frames / sampleRateHz,
    ...toColors(),
    ...(nonce ? { cspNonce: nonce } : {})
  })
  let dragging = false
  let frameRequest = 0
  let shown = -1

  function show(): void {
    const frame = player.positionFrames()
    if (!dragging && frame !== shown) {
      shown = frame
      surfer.setTime(frame / sampleRateHz)
    }
  }
  function follow(): void {
    cancelAnimationFrame(frameRequest)
    show()
    if (player.getState().playing) frameRequest = requestAnimationFrame(follow)
  }
  const seekTo = (fraction: number) => player.seek(fraction * frames)

  surfer.on('ready', follow)
  surfer.on('click', seekTo)
  surfer.on('dragstart', () => {
    dragging = true
  })
  surfer.on('dragend', (fraction) => {
    dragging = false
    seekTo(fraction)
  })
  const stopListening = player.subscribe(follow)
  const stopWatching = watchTheme(() => surfer.setOptions(toColors()))
  return () => {
    stopListening()
    stopWatching()
    cancelAnimationFrame(frameRequest)
    surfer.destroy()
  }
}
