import { ArrowLeft, Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StudioSession } from '../../../../shared/domain/studio'
import type { Player } from '../../audio/player.types'
import { useOutlines } from '../../audio/useOutlines'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { IconButton } from '../../components/IconButton'
import { ExportDialog } from './ExportDialog'
import { Ruler } from './Ruler'
import { StemLane } from './StemLane'
import { Transport } from './Transport'
import { usePlayer, usePlayerState } from './usePlayer'
import { useLaneHeight } from './useLaneHeight'
import { useStudioKeys } from './useStudioKeys'

/** As in studio.css. */
const RULER_PX = 26
const GAP_PX = 8

interface DeskProps {
  readonly session: StudioSession
  readonly onLeave: () => void
}

/** The Studio with its stems: header, lanes, transport. */
export function StudioDesk({ session, onLeave }: DeskProps) {
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
      {player !== null && <Playing player={player} onLeave={onLeave} keysOff={exporting} />}
      <ExportDialog session={session} isOpen={exporting} onClose={() => { setExporting(false) }} />
    </section>
  )
}

function Playing({ player, onLeave, keysOff }: { readonly player: Player; readonly onLeave: () => void; readonly keysOff: boolean }) {
  const { t } = useTranslation()
  const { session } = player
  const state = usePlayerState(player)
  const outlines = useOutlines(session)
  const room = useRef<HTMLDivElement>(null)
  const laneCount = session.stems.length
  const heightPx = useLaneHeight(room, laneCount, RULER_PX + (laneCount - 1) * GAP_PX)
  useStudioKeys(player, onLeave, keysOff)
  return (
    <>
      <div className="studio__stems" ref={room}>
        {state.status === 'failed' && <Callout tone="error" title={t('studio.audioFailed')}>{t('studio.audioFailedNext')}</Callout>}
        <Ruler wholeSeconds={session.frames / session.sampleRateHz} />
        {session.stems.map((stem, index) => (
          <StemLane
            key={stem.index}
            player={player}
            stem={stem}
            position={index}
            controls={state.controls[index]}
            outlines={outlines}
            heightPx={heightPx}
          />
        ))}
        {session.unplayable.length > 0 && (
          <Callout tone="plain" title={t('studio.unplayable', { count: session.unplayable.length, names: session.unplayable.join(', ') })} />
        )}
      </div>
      <Transport player={player} />
    </>
  )
}
