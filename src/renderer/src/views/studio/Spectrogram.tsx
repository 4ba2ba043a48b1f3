import type { StudioStem } from '../../../../shared/domain/studio'
import type { Player } from '../../audio/player.types'
import type { TimeView } from '../../audio/timeView'
import { useSpectrogram } from '../../audio/useSpectrogram'

interface SpectrogramProps {
  readonly player: Player
  readonly stem: StudioStem
  readonly view: TimeView
  readonly heightPx: number
}

const COLORS = ['--spectrum-dark', '--spectrum-middle', '--spectrum-bright'] as const

/** What is in view of one stem as frequencies over time, low at the bottom. */
export function Spectrogram({ player, stem, view, heightPx }: SpectrogramProps) {
  const ref = useSpectrogram({ player, stem, view, colors: COLORS })
  return <canvas ref={ref} className="spectrogram" style={{ height: `${heightPx}px` }} />
}
