import WaveSurfer from 'wavesurfer.js'
import type { StudioStem } from '../../../shared/domain/studio'
import { afterFrame } from './afterFrame'
import { watchTheme } from './cssColor'
import { WAVEFORM_MARK } from './marks'
import type { PeakLevels } from './peakLevels'
import type { Player } from './player.types'
import { covers, loadSamples, toWantedSpan, type SampleWindow } from './sampleWindow'
import type { TimeView } from './timeView'
import { installTrustedTypes } from './trustedTypes'
import { MOST_FRAMES_PER_COLUMN_OF_SAMPLES, paintPicture, toPicture, type WavePicture } from './wavePicture'
import './waveform.css'

/** Names of CSS custom properties that hold the colours. */
export interface WaveformColors {
  readonly wave: string
  readonly progress: string
}

export interface WaveformParts {
  readonly player: Player
  readonly stem: Pick<StudioStem, 'pcmUrl' | 'channels'>
  readonly view: TimeView
  readonly colors: WaveformColors
}

export interface WaveformShape {
  readonly peaks: PeakLevels
  /** Linear; what is above full scale afterwards is cut off. */
  readonly scale: number
  readonly heightPx: number
}

export interface Waveform {
  /** Draws this from now on. What is told at once, one after the other, is drawn once. */
  show(shape: WaveformShape): void
  end(): void
}

/** wavesurfer.js has every picture follow a media element; nothing of ours is heard through one, so all follow this. */
const SILENT = document.createElement('audio')

/** A scroll or zoom rests this long before samples are asked for. */
const REST_MS = 90

/**
 * Draws what it is shown and how far that has been heard. wavesurfer.js holds what is in view and nothing else: a zoom is a new
 * picture of the same width, so that looking closer never costs more memory. It decodes nothing.
 */
export function createWaveform(container: HTMLElement, { player, stem, view, colors }: WaveformParts): Waveform {
  const { frames, sampleRateHz } = player.session
  const { place, inner } = createPlace(colors)
  container.append(place)
  const ended = new AbortController()
  let shape: WaveformShape | null = null
  let surfer: WaveSurfer | null = null
  /** Shows the picture until there is a surfer, which takes several times as long to be made as its picture. */
  let sketch: HTMLCanvasElement | null = null
  let beginning: (() => void) | null = null
  let picture: WavePicture | null = null
  let loading: AbortController | null = null
  let rest: ReturnType<typeof setTimeout> | undefined
  let samples: SampleWindow | null = null
  let widthPx = 0
  /** As it was when the lane was measured. */
  let sketchColor = ''
  let frameRequest = 0
  let shownAt = -1

  function columns(): number {
    return Math.max(1, Math.round(widthPx * devicePixelRatio))
  }
  const toColors = () => ({ waveColor: getComputedStyle(place).color, progressColor: getComputedStyle(inner).color })
  const durationSeconds = (): number => (view.get().endFrame - view.get().startFrame) / sampleRateHz
  // The picture is drawn by ours; these two points only tell wavesurfer.js that there is one.
  const FRAME = [new Float32Array(2)]

  function paint(context: CanvasRenderingContext2D): void {
    if (picture === null || shape === null) return
    paintPicture(context, picture, shape.scale)
    container.dataset['picture'] = picture.kind
  }

  /** The lanes' first pictures: all are measured before any is drawn, so that the page is laid out once for all of them. */
  function measure(): void {
    widthPx = container.clientWidth
    sketchColor = toColors().waveColor
    queueMicrotask(redraw)
  }

  function sketchPicture(heightPx: number): void {
    const isFirst = sketch === null
    sketch ??= place.appendChild(document.createElement('canvas'))
    sketch.width = columns()
    sketch.height = Math.round(heightPx * devicePixelRatio)
    const context = sketch.getContext('2d')
    if (context === null) return
    context.fillStyle = sketchColor
    paint(context)
    if (isFirst) performance.mark(WAVEFORM_MARK)
  }

  function begin({ heightPx }: WaveformShape): void {
    installTrustedTypes()
    const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
    surfer = WaveSurfer.create({
      container: inner,
      media: SILENT,
      height: heightPx,
      cursorWidth: 0,
      interact: false,
      hideScrollbar: true,
      peaks: FRAME,
      duration: durationSeconds(),
      renderFunction: (_, context) => { paint(context) },
      ...toColors(),
      ...(nonce ? { cspNonce: nonce } : {})
    })
    surfer.on('ready', () => {
      sketch?.remove()
      sketch = null
      follow()
      wantSamples()
    })
  }

  function redraw(): void {
    if (shape === null || ended.signal.aborted) return
    picture = toPicture(shape.peaks, samples, view.get(), frames, columns())
    if (surfer === null) {
      sketchPicture(shape.heightPx)
      beginning ??= afterFrame(() => { if (shape !== null) begin(shape) })
      return
    }
    surfer.setOptions({ peaks: FRAME, duration: durationSeconds(), height: shape.heightPx })
    shownAt = -1
    showHeard()
    wantSamples()
  }
  function showHeard(): void {
    const { startFrame, endFrame } = view.get()
    const fraction = Math.min(1, Math.max(0, (player.positionFrames() - startFrame) / (endFrame - startFrame)))
    const atPx = Math.round(fraction * columns())
    if (atPx === shownAt || surfer === null) return
    shownAt = atPx
    surfer.setTime(fraction * durationSeconds())
  }
  function wantSamples(): void {
    const span = view.get()
    clearTimeout(rest)
    if ((span.endFrame - span.startFrame) / columns() > MOST_FRAMES_PER_COLUMN_OF_SAMPLES) return
    if (samples !== null && covers(samples, span, frames)) return
    rest = setTimeout(() => { void fetchSamples() }, REST_MS)
  }
  async function fetchSamples(): Promise<void> {
    loading?.abort()
    const own = new AbortController()
    loading = own
    try {
      const read = await loadSamples(stem, toWantedSpan(view.get(), frames), AbortSignal.any([own.signal, ended.signal]))
      samples = read
      schedule()
    } catch (error) {
      // The outline of the peaks stays on screen.
      if (!own.signal.aborted && !ended.signal.aborted) console.error('the samples in view could not be read', error)
    }
  }
  function schedule(): void {
    cancelAnimationFrame(frameRequest)
    frameRequest = requestAnimationFrame(() => {
      redraw()
      follow()
    })
  }
  function follow(): void {
    cancelAnimationFrame(frameRequest)
    showHeard()
    if (player.getState().playing) frameRequest = requestAnimationFrame(follow)
  }

  const sizes = new ResizeObserver(([entry]) => {
    const next = Math.round(entry?.contentRect.width ?? widthPx)
    if (next === widthPx) return
    widthPx = next
    schedule()
  })
  sizes.observe(container)
  const ends = [
    player.subscribe(() => { if (player.getState().playing) follow(); else showHeard() }),
    view.subscribe(schedule),
    watchTheme(() => { surfer?.setOptions(toColors()) }),
    () => { sizes.disconnect() }
  ]
  return {
    show(next) {
      // Heights are measured as lanes appear: the first picture waits for the last word.
      if (shape === null) queueMicrotask(measure)
      else schedule()
      place.style.height = `${next.heightPx}px`
      shape = next
    },
    end() {
      ended.abort()
      beginning?.()
      clearTimeout(rest)
      cancelAnimationFrame(frameRequest)
      ends.forEach((end) => { end() })
      surfer?.destroy()
      place.remove()
    }
  }
}

/** Where wavesurfer.js draws; waveform.css says why in two elements. Each has one of the colours: a canvas reads no custom properties. */
function createPlace(colors: WaveformColors): { readonly place: HTMLElement; readonly inner: HTMLElement } {
  const place = document.createElement('div')
  const inner = document.createElement('div')
  place.className = 'waveform'
  place.style.color = `var(${colors.wave})`
  inner.style.color = `var(${colors.progress})`
  place.append(inner)
  return { place, inner }
}
