import { useCallback, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedMixer } from '../../../../shared/domain/savedMixer'
import type { Player } from '../../audio/player.types'
import type { SessionPeaks } from '../../audio/sessionPeaks'
import { Callout } from '../../components/Callout'
import { useApp } from '../../stores/app'
import { DeskTools } from './DeskTools'
import { KeysDialog } from './KeysDialog'
import { LateRow } from './LateRow'
import { DamagedResults } from './DamagedResults'
import { OtherResults } from './OtherResults'
import { Overview } from './Overview'
import { Ruler } from './Ruler'
import { StemLane } from './StemLane'
import { Timeline } from './Timeline'
import { Transport } from './Transport'
import { AROUND_PX, GAP_PX, useLaneHeight } from './useLaneHeight'
import { useDrawn } from './useDrawn'
import { useLevelHub } from './useLevelHub'
import { useLoop } from './useLoop'
import { usePlayerState } from './usePlayer'
import { useRememberedMixer } from './useRememberedMixer'
import { useStudioKeys } from './useStudioKeys'
import { useTimelineWheel } from './useTimelinePointer'
import { useTimeView } from './useTimeView'
import { useZoom } from './useZoom'

interface StemDeskProps {
  readonly player: Player
  readonly mixer: SavedMixer | null
  readonly peaks: SessionPeaks
  readonly onLeave: () => void
  readonly keysOff: boolean
}

/** All that works on a player: tools, ruler, lanes, overview, transport. They share one view of the timeline. */
export function StemDesk({ player, mixer, peaks, onLeave, keysOff }: StemDeskProps) {
  const { t } = useTranslation()
  const { session } = player
  const state = usePlayerState(player)
  const view = useTimeView(session.frames)
  const hub = useLevelHub(player)
  const zoom = useZoom(player, view)
  const loop = useLoop(player, view)
  const keys = useApp(({ settings }) => settings.studioKeys)
  const [helping, setHelping] = useState(false)
  const help = useCallback(() => { setHelping(true) }, [])
  const room = useRef<HTMLDivElement>(null)
  const timeline = useRef<HTMLDivElement>(null)
  const lanesId = useId()
  const laneCount = session.stems.length
  const heightPx = useLaneHeight(room, laneCount, AROUND_PX + (laneCount - 1) * GAP_PX)
  const isDrawn = useDrawn()
  useRememberedMixer(player, mixer)
  useTimelineWheel(room, timeline, view)
  useStudioKeys({ player, loop, zoom, onLeave, onHelp: help }, keys, keysOff || helping)
  return (
    <>
      <LateRow name="tools" isDrawn={isDrawn}><DeskTools player={player} loop={loop} zoom={zoom} onHelp={help} /></LateRow>
      <div className="studio__stems" ref={room}>
        {state.status === 'failed' && <Callout tone="error" title={t('studio.audioFailed')}>{t('studio.audioFailedNext')}</Callout>}
        <DamagedResults session={player.session} />
        <Ruler player={player} view={view} timeline={timeline} />
        <div className="lanes" id={lanesId}>
          {session.stems.map((stem, index) => (
            <StemLane
              key={stem.index}
              player={player}
              view={view}
              hub={hub}
              stem={stem}
              position={index}
              controls={state.controls[index]}
              peaks={peaks}
              heightPx={heightPx}
              isDrawn={isDrawn}
            />
          ))}
          <Timeline player={player} view={view} timeline={timeline} />
        </div>
        <OtherResults player={player} />
      </div>
      <div className="studio__foot">
        <Overview player={player} view={view} peaks={peaks} controls={lanesId} />
        <LateRow name="transport" isDrawn={isDrawn}><Transport player={player} hub={hub} /></LateRow>
      </div>
      <KeysDialog isOpen={helping} onClose={() => { setHelping(false) }} />
    </>
  )
}
