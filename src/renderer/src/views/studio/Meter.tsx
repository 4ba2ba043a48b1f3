import { useEffect, useRef } from 'react'
import { readCssColor, watchTheme } from '../../audio/cssColor'
import type { LevelHub, MeterReading } from './levelHub'
import { FLOOR_DECIBELS, toMeterFraction } from './meterScale'

interface MeterProps {
  readonly hub: LevelHub
  /** The levels this meter shows, one bar each, in dB. */
  readonly pick: (reading: MeterReading) => readonly number[]
  readonly direction: 'up' | 'right'
}

/** From here on a level is drawn in the colour of caution. */
const HOT_DECIBELS = -6

/** Peak levels for the eye, on a canvas: thirteen meters redrawn sixty times a second must not touch the page's layout. */
export function Meter({ hub, pick, direction }: MeterProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    let colors = readColors(canvas)
    let last: MeterReading | null = null
    const paint = (reading: MeterReading): void => {
      last = reading
      drawBars(context, pick(reading), direction, colors)
    }
    const sizes = new ResizeObserver(() => {
      canvas.width = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio))
      canvas.height = Math.max(1, Math.round(canvas.clientHeight * devicePixelRatio))
      if (last !== null) paint(last)
    })
    sizes.observe(canvas)
    const ends = [
      hub.subscribe(paint),
      watchTheme(() => {
        colors = readColors(canvas)
        if (last !== null) paint(last)
      }),
      () => { sizes.disconnect() }
    ]
    return () => { ends.forEach((end) => { end() }) }
  }, [hub, pick, direction])
  return <canvas ref={ref} className={`meter meter--${direction}`} aria-hidden="true" />
}

interface MeterColors {
  readonly rail: string
  readonly level: string
  readonly hot: string
}

function readColors(canvas: HTMLElement): MeterColors {
  // A canvas holds no children that could be measured: its parent has the same properties.
  const owner = canvas.parentElement ?? canvas
  return { rail: readCssColor(owner, '--meter-rail'), level: readCssColor(owner, '--meter-level'), hot: readCssColor(owner, '--color-warning') }
}

function drawBars(context: CanvasRenderingContext2D, levels: readonly number[], direction: 'up' | 'right', { rail, level, hot }: MeterColors): void {
  const { width, height } = context.canvas
  const isUp = direction === 'up'
  const gap = Math.round(devicePixelRatio)
  const thickness = ((isUp ? width : height) - gap * (levels.length - 1)) / levels.length
  const bar = (index: number, from: number, to: number, color: string): void => {
    context.fillStyle = color
    const across = index * (thickness + gap)
    if (isUp) context.fillRect(across, height * (1 - to), thickness, height * (to - from))
    else context.fillRect(width * from, across, width * (to - from), thickness)
  }
  context.clearRect(0, 0, width, height)
  const hotFrom = toMeterFraction(HOT_DECIBELS)
  levels.forEach((decibels, index) => {
    bar(index, 0, 1, rail)
    if (decibels <= FLOOR_DECIBELS) return
    const to = toMeterFraction(decibels)
    bar(index, 0, Math.min(to, hotFrom), level)
    if (to > hotFrom) bar(index, hotFrom, to, hot)
  })
}
