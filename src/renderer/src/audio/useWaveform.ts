import { useEffect, useRef, type RefObject } from 'react'
import WaveSurfer from 'wavesurfer.js'
import { readCssColor, watchTheme } from './cssColor'
import type { Outline } from './peaks'
import type { Player } from './player.types'
import { installTrustedTypes } from './trustedTypes'

/** Names of CSS custom properties that hold the colours. */
export interface WaveformColors {
  readonly wave: string
  readonly progress: string
  readonly cursor: string
}

export interface WaveformOptions {
  readonly player: Player
  /** Null while there is nothing to draw. */
  readonly outline: Outline | null
  /** Linear; what is above full scale afterwards is cut off. */
  readonly scale: number
  readonly colors: WaveformColors
  readonly heightPx: number
}

/** Draws one stem's outline into the element of the answer; shows the player's position, seeks on click and drag. */
export function useWaveform({ player, outline, scale, colors, heightPx }: WaveformOptions): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  const { wave, progress, cursor } = colors
  useEffect(() => {
    const container = ref.current
    if (container === null || outline === null) return
    return drawWaveform(container, player, outline, scale, { wave, progress, cursor }, heightPx)
  }, [player, outline, scale, wave, progress, cursor, heightPx])
  return ref
}

/** Draws and keeps drawing until the returned function is called. */
function drawWaveform(
  container: HTMLElement,
  player: Player,
  { tops, bottoms }: Outline,
  scale: number,
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
    barHeight: scale,
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
