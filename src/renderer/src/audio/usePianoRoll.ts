import { useEffect, useRef, type RefObject } from 'react'
import { readCssColor, watchTheme } from './cssColor'
import { type Note, toRows } from './notes'
import type { Player } from './player.types'
import { toFraction, type TimeView } from './timeView'

interface PianoRollOptions {
  readonly player: Player
  readonly view: TimeView
  /** Null while there is nothing to draw. */
  readonly notes: readonly Note[] | null
}

/** CSS custom properties: notes to come, notes that were heard. */
const COLORS = ['--lane-wave', '--lane-heard'] as const
/** A short note or a hit is drawn as wide as this. */
const LEAST_WIDTH_PX = 2
const HIT_WIDTH_PX = 3
const OCTAVE = 12

/** Draws the notes in view into the two canvases of the element of the answer: all of them, and above those that were heard. */
export function usePianoRoll({ player, view, notes }: PianoRollOptions): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const container = ref.current
    if (container === null || notes === null) return
    return drawPianoRoll(container, player, view, notes)
  }, [player, view, notes])
  return ref
}

function drawPianoRoll(container: HTMLElement, player: Player, view: TimeView, notes: readonly Note[]): () => void {
  const canvases = [...container.querySelectorAll('canvas')]
  const [, heard] = canvases
  const rowOf = toRows(notes)
  const octaves = Array.from({ length: 11 }, (_, octave) => rowOf({ pitch: octave * OCTAVE, isHit: false })).filter(({ top }) => top > 0 && top < 1)
  const hasTones = notes.some(({ isHit }) => !isHit)
  let frameRequest = 0

  function paint(canvas: HTMLCanvasElement, color: string): number {
    const context = canvas.getContext('2d')
    const { clientWidth, clientHeight } = container
    if (context === null || clientWidth === 0) return 0
    canvas.width = Math.round(clientWidth * devicePixelRatio)
    canvas.height = Math.round(clientHeight * devicePixelRatio)
    context.fillStyle = color
    const { width, height } = canvas
    const span = view.get()
    context.globalAlpha = 0.22
    // A line under each C; no more of a keyboard is needed to read a melody.
    if (hasTones) for (const { top, height: rowHeight } of octaves) context.fillRect(0, Math.round((top + rowHeight) * height), width, 1)
    let drawn = 0
    for (const note of notes) {
      if (note.startFrame > span.endFrame) break
      const from = toFraction(span, note.startFrame) * width
      const wide = note.isHit
        ? HIT_WIDTH_PX * devicePixelRatio
        : Math.max(LEAST_WIDTH_PX * devicePixelRatio, (toFraction(span, note.endFrame) - toFraction(span, note.startFrame)) * width)
      if (from + wide < 0) continue
      const { top, height: rowHeight } = rowOf(note)
      context.globalAlpha = 0.45 + (0.55 * note.velocity) / 127
      context.fillRect(from, top * height, wide, Math.max(devicePixelRatio, rowHeight * height - devicePixelRatio / 2))
      drawn += 1
    }
    return drawn
  }
  function draw(): void {
    const drawn = canvases.map((canvas, index) => paint(canvas, readCssColor(container, COLORS[index] ?? COLORS[0])))
    container.dataset['picture'] = 'notes'
    container.dataset['notes'] = String(drawn[0] ?? 0)
    showHeard()
  }
  function showHeard(): void {
    if (heard === undefined) return
    const fraction = Math.min(1, Math.max(0, toFraction(view.get(), player.positionFrames())))
    heard.style.clipPath = `inset(0 ${(1 - fraction) * 100}% 0 0)`
  }
  function schedule(): void {
    cancelAnimationFrame(frameRequest)
    frameRequest = requestAnimationFrame(() => {
      draw()
      follow()
    })
  }
  function follow(): void {
    cancelAnimationFrame(frameRequest)
    showHeard()
    if (player.getState().playing) frameRequest = requestAnimationFrame(follow)
  }
  draw()
  follow()
  const sizes = new ResizeObserver(schedule)
  sizes.observe(container)
  const ends = [
    player.subscribe(follow),
    view.subscribe(schedule),
    watchTheme(schedule),
    () => { sizes.disconnect() }
  ]
  return () => {
    cancelAnimationFrame(frameRequest)
    ends.forEach((end) => { end() })
  }
}
