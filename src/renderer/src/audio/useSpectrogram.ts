import { useEffect, useRef, type RefObject } from 'react'
import type { StudioStem } from '../../../shared/domain/studio'
import { readCssColor, watchTheme } from './cssColor'
import type { Player } from './player.types'
import type { SpectrogramOrder, SpectrogramReport } from './spectrogram.protocol'
import workerUrl from './spectrogram.worker.ts?worker&url'
import type { TimeView } from './timeView'
import { installTrustedTypes } from './trustedTypes'

/** A column is this wide: half as many looks, no less to see. */
const COLUMN_PX = 2
const ROWS = 160
/** A scroll or zoom rests this long before it is drawn anew. */
const REST_MS = 120

interface SpectrogramOptions {
  readonly player: Player
  readonly stem: Pick<StudioStem, 'pcmUrl' | 'channels'>
  readonly view: TimeView
  /** CSS custom properties: silence, middle, loudest. */
  readonly colors: readonly [string, string, string]
}

/** Draws what is in view of one stem as frequencies over time into the canvas of the answer; a worker computes it. */
export function useSpectrogram({ player, stem, view, colors }: SpectrogramOptions): RefObject<HTMLCanvasElement | null> {
  const ref = useRef<HTMLCanvasElement>(null)
  const [dark, middle, bright] = colors
  useEffect(() => {
    const canvas = ref.current
    if (canvas === null) return
    return drawSpectrogram(canvas, player, stem, view, [dark, middle, bright])
  }, [player, stem, view, dark, middle, bright])
  return ref
}

function drawSpectrogram(
  canvas: HTMLCanvasElement,
  player: Player,
  { pcmUrl, channels }: Pick<StudioStem, 'pcmUrl' | 'channels'>,
  view: TimeView,
  colors: readonly [string, string, string]
): () => void {
  installTrustedTypes()
  const context = canvas.getContext('2d')
  if (context === null) return () => undefined
  const { frames, sampleRateHz } = player.session
  const worker = new Worker(workerUrl, { type: 'module', name: 'spectrogram' })
  let order = 0
  let palette = readPalette(canvas, colors)
  let rest: ReturnType<typeof setTimeout> | undefined

  function draw(): void {
    const columns = Math.max(1, Math.round(canvas.clientWidth / COLUMN_PX))
    order += 1
    delete canvas.dataset['picture']
    if (canvas.width !== columns || canvas.height !== ROWS) {
      canvas.width = columns
      canvas.height = ROWS
    }
    worker.postMessage({ order, pcmUrl, channels, sampleRateHz, frames, span: view.get(), columns, rows: ROWS } satisfies SpectrogramOrder)
  }
  function drawLater(): void {
    clearTimeout(rest)
    rest = setTimeout(draw, REST_MS)
  }
  worker.onmessage = ({ data }: MessageEvent<SpectrogramReport>) => {
    if (data.order !== order) return
    if ('failed' in data) console.error('the spectrogram could not be drawn', data.failed)
    else {
      context.putImageData(toPixels(data.levels, palette), data.firstColumn, 0)
      if (data.firstColumn + data.levels.length / ROWS >= canvas.width) canvas.dataset['picture'] = 'spectrum'
    }
  }
  draw()
  const sizes = new ResizeObserver(drawLater)
  sizes.observe(canvas)
  const ends = [
    view.subscribe(drawLater),
    watchTheme(() => {
      palette = readPalette(canvas, colors)
      draw()
    }),
    () => { sizes.disconnect() },
    () => { worker.terminate() }
  ]
  return () => {
    clearTimeout(rest)
    ends.forEach((end) => { end() })
  }
}

/** Columns of levels as an image; each level is a place in the palette of 256 colours. */
function toPixels(levels: Uint8Array, palette: Uint8ClampedArray): ImageData {
  const columns = levels.length / ROWS
  const image = new ImageData(columns, ROWS)
  for (let column = 0; column < columns; column += 1) {
    for (let row = 0; row < ROWS; row += 1) {
      const from = (levels[column * ROWS + row] ?? 0) * 4
      image.data.set(palette.subarray(from, from + 4), (row * columns + column) * 4)
    }
  }
  return image
}

/** 256 colours from silence over the middle to the loudest, drawn by the browser so that any CSS colour will do. */
function readPalette(canvas: HTMLElement, [dark, middle, bright]: readonly [string, string, string]): Uint8ClampedArray {
  const owner = canvas.parentElement ?? canvas
  const strip = document.createElement('canvas')
  strip.width = 256
  strip.height = 1
  const context = strip.getContext('2d', { willReadFrequently: true })
  if (context === null) return new Uint8ClampedArray(256 * 4)
  const gradient = context.createLinearGradient(0, 0, 256, 0)
  gradient.addColorStop(0, readCssColor(owner, dark))
  gradient.addColorStop(0.62, readCssColor(owner, middle))
  gradient.addColorStop(1, readCssColor(owner, bright))
  context.fillStyle = gradient
  context.fillRect(0, 0, 256, 1)
  return context.getImageData(0, 0, 256, 1).data
}
