import { clock } from '../../text/format'

/** Steps people count in; the smallest that leaves room for its labels is taken. */
const STEPS_SECONDS = [5, 10, 15, 30, 60, 120, 300, 600] as const
const MOST_LABELS = 9

/** Times above the lanes. For the eye: assistive technology reads the position slider. */
export function Ruler({ wholeSeconds }: { readonly wholeSeconds: number }) {
  const step = STEPS_SECONDS.find((candidate) => wholeSeconds / candidate <= MOST_LABELS) ?? 1_800
  const marks = Array.from({ length: Math.floor(wholeSeconds / step) + 1 }, (_, index) => index * step)
  return (
    <div className="ruler" aria-hidden="true">
      {marks.map((seconds) => (
        <span key={seconds} className="ruler__mark" style={{ insetInlineStart: `${(seconds / wholeSeconds) * 100}%` }}>
          {seconds / wholeSeconds < 0.96 && clock(seconds)}
        </span>
      ))}
    </div>
  )
}
