import { ArrowLeft, GitCompareArrows, Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedMixer } from '../../../../shared/domain/savedMixer'
import type { StudioSession } from '../../../../shared/domain/studio'
import { usePeaks } from '../../audio/usePeaks'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'
import { useJobs } from '../../stores/jobs'
import { goTo } from '../../stores/navigation'
import { reopenStudio } from '../../stores/studio'
import { comparableStems } from '../compare/comparable'
import { ExportDialog } from './export/ExportDialog'
import { type ExportWish, OpenExport } from './export/openExport'
import { SessionFacts } from './SessionFacts'
import { StemDesk } from './StemDesk'
import { useDecoding } from './useDecoding'
import { usePlayer } from './usePlayer'

interface DeskProps {
  readonly session: StudioSession
  /** How its mixer was left. */
  readonly mixer: SavedMixer | null
  readonly onLeave: () => void
}

/** The Studio with its stems: header, tools, lanes, transport. */
export function StudioDesk({ session, mixer, onLeave }: DeskProps) {
  const { t } = useTranslation()
  // Read while the player is built: waveforms are the first thing to be seen.
  const peaks = usePeaks(session)
  const player = usePlayer(session)
  useDecoding(session, () => reopenStudio(session.jobId))
  const [exporting, setExporting] = useState<ExportWish | null>(null)
  const isComparable = useJobs((state) => comparableStems(state.jobs, session.jobId).length > 0)
  const title = useRef<HTMLHeadingElement>(null)
  const hasLanes = player !== null
  // Once the lanes have been measured: a focus before would have the page laid out once more.
  useEffect(() => { if (hasLanes) title.current?.focus({ preventScroll: true }) }, [hasLanes])
  return (
    <section className="studio" aria-label={t('studio.title')}>
      <header className="studio__head">
        <IconButton label={t('app.back')} icon={<ArrowLeft />} onPress={onLeave} />
        <div className="studio__titles">
          <h1 className="studio__title truncate" tabIndex={-1} ref={title} title={session.title}>{session.title}</h1>
          <div className="studio__about">
            <p className="studio__algorithm truncate" title={session.algorithmName}>{session.algorithmName}</p>
            {player !== null && <SessionFacts player={player} />}
          </div>
        </div>
        {isComparable && <Button kind="quiet" icon={<GitCompareArrows />} onPress={() => { goTo({ page: 'compare', jobId: session.jobId }) }}>{t('compare.open')}</Button>}
        {/* Words alone have their own ways out, on their cards. */}
        {session.stems.length > 0 && <Button icon={<Upload />} onPress={() => { setExporting({}) }}>{t('app.export')}</Button>}
      </header>
      {player !== null && (
        <OpenExport value={setExporting}>
          <StemDesk key={session.windowUrl} player={player} mixer={mixer} peaks={peaks} onLeave={onLeave} keysOff={exporting !== null} />
        </OpenExport>
      )}
      {player !== null && <ExportDialog player={player} wish={exporting} onClose={() => { setExporting(null) }} />}
    </section>
  )
}
