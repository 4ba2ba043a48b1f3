import { useMemo } from 'react'
import { strandDrawing } from './strandPaths'
import './strands.css'

export interface StrandsProps {
  readonly width: number
  readonly height: number
  /** How far the loose ends lie apart, 0..1 of the height. */
  readonly spread: number
  readonly thickness?: number
  readonly className?: string
}

/** The motif of the app: four strands coming apart. Decoration, silent to assistive technology. */
export function Strands({ width, height, spread, thickness = 2.4, className = '' }: StrandsProps) {
  const drawing = useMemo(() => strandDrawing(width, height, spread), [width, height, spread])
  const margin = thickness * 2
  return (
    <svg
      className={`strands ${className}`}
      viewBox={`${-margin} 0 ${width + 2 * margin} ${height}`}
      aria-hidden="true"
      fill="none"
      strokeLinejoin="round"
    >
      {drawing.loose.map(({ family, path }) => (
        <path key={family} d={path} data-family={family} className="strands__line" strokeWidth={thickness} strokeLinecap="round" />
      ))}
      {drawing.braid.map(({ family, path }, index) => (
        <g key={index} data-family={family}>
          <path d={path} className="strands__gap" strokeWidth={thickness * 2.6} />
          <path d={path} className="strands__line" strokeWidth={thickness} strokeLinecap="round" />
        </g>
      ))}
    </svg>
  )
}
