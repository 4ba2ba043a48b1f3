import { ArrowLeft, Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedMixer } from '../../../../shared/domain/savedMixer'
import type { StudioSession } from '../../../../shared/domain/studio'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'
import { ExportDialog } from './export/ExportDialog'
import { StemDesk } from './StemDesk'
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
  const player = usePlayer(session)
  const [exporting, setExporting] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => { title.current?.focus({ preventScroll: true }) }, [])
  return (
    <section className="studio" aria-label={t('studio.title')}>
      <header className="studio__head">
        <IconButton label={t('studio.back')} icon={<ArrowLeft />} onPress={onLeave} />
        <div className="studio__titles">
          <h1 className="studio__title truncate" tabIndex={-1} ref={title}>{session.title}</h1>
          <p className="studio__algorithm truncate">{session.algorithmName}</p>
        </div>
        <Button icon={<Upload />} onPress={() => { setExporting(true) }}>{t('studio.export')}</Button>
      </header>
      {player !== null && <StemDesk key={session.windowUrl} player={player} mixer={mixer} onLeave={onLeave} keysOff={exporting} />}
      {player !== null && <ExportDialog player={player} isOpen={exporting} onClose={() => { setExporting(false) }} />}
    </section>
  )
}
