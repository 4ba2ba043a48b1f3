import { ProgressBar as AriaProgressBar } from 'react-aria-components'
import './progress.css'

export interface ProgressBarProps {
  readonly label: string
  /** 0..1, or null while the whole is unknown. */
  readonly fraction: number | null
}

/** Bytes on the move. */
export function ProgressBar({ label, fraction }: ProgressBarProps) {
  const percent = fraction === null ? null : Math.min(1, Math.max(0, fraction)) * 100
  return (
    <AriaProgressBar
      className="progress"
      aria-label={label}
      isIndeterminate={percent === null}
      value={percent ?? 0}
    >
      <span className="progress__track">
        <span className="progress__fill" style={{ width: percent === null ? '30%' : `${percent}%` }} data-endless={percent === null || undefined} />
      </span>
    </AriaProgressBar>
  )
}
