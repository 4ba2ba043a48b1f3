import { useEffect, useMemo, useRef, useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { BlindVotes } from '../../../../shared/domain/blindVotes'
import { type Candidate, type Comparison, toMatchGains } from '../../../../shared/domain/compare'
import type { Player } from '../../audio/player.types'
import { usePeaks } from '../../audio/usePeaks'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { loadVotes, reopenCompare, saveVotes } from '../../stores/compare'
import { Ruler } from '../studio/Ruler'
import { Transport } from '../studio/Transport'
import { useDecoding } from '../studio/useDecoding'
import { AROUND_PX, GAP_PX, useLaneHeight } from '../studio/useLaneHeight'
import { useLevelHub } from '../studio/useLevelHub'
import { usePlayer, usePlayerState } from '../studio/usePlayer'
import { useTimeView } from '../studio/useTimeView'
import { BlindDesk } from './BlindDesk'
import { type BlindTest, resumeBlindTest, toBlindVotes } from './blindTest'
import { candidateLabels } from './candidateLabels'
import { CandidateLanes } from './CandidateLanes'
import { useCompareKeys } from './useCompareKeys'
import { useLoudnesses } from './useLoudnesses'

/** Room for a name of three lines and its gain. */
const LEAST_LANE_PX = 84

interface DeskProps {
  readonly comparison: Comparison
  /** What was asked for; the comparison holds those of them that can be heard. */
  readonly chosen: readonly Candidate[]
  readonly stem: string
  readonly onTesting: (isTesting: boolean) => void
}

/** A comparison that is open. */
export function CompareDesk(props: DeskProps) {
  const { session } = props.comparison
  useDecoding(session, () => reopenCompare(props.comparison, props.chosen))
  const player = usePlayer(session)
  return player === null ? null : <Desk key={session.windowUrl} {...props} player={player} />
}

function Desk({ comparison, stem, onTesting, player }: DeskProps & { readonly player: Player }) {
  const { t } = useTranslation()
  const { session, candidates } = comparison
  const state = usePlayerState(player)
  const peaks = usePeaks(session)
  const view = useTimeView(session.frames)
  const hub = useLevelHub(player)
  const timeline = useRef<HTMLDivElement>(null)
  const room = useRef<HTMLDivElement>(null)
  const heightPx = Math.max(LEAST_LANE_PX, useLaneHeight(room, candidates.length, AROUND_PX + (candidates.length - 1) * GAP_PX))
  const [heard, setHeard] = useState(0)
  const [isMatched, setMatched] = useState(true)
  const [test, setTest] = useState<BlindTest | null>(null)
  const [kept, setKept] = useState<BlindVotes | null>(null)
  useEffect(() => {
    let left = false
    void loadVotes(candidates).then((votes) => { if (!left) setKept(votes) })
    return () => { left = true }
  }, [candidates])
  const labels = candidateLabels(candidates)
  const loudnesses = useLoudnesses(comparison)
  const matchGains = useMemo(() => (loudnesses === null ? candidates.map(() => 1) : toMatchGains(loudnesses)), [candidates, loudnesses])
  // Names stay out of a test, and so does what gives them away: level and shape.
  const gains = useMemo(() => (isMatched || test !== null ? matchGains : matchGains.map(() => 1)), [isMatched, test, matchGains])
  useEffect(() => {
    player.setControls(gains.map((gain, index) => ({ muted: index !== heard, soloed: false, gain, pan: 0 })))
  }, [player, gains, heard])
  useCompareKeys(player, candidates.length, (place) => { setHeard(test === null || test.revealed ? place : (test.order[place] ?? 0)) })

  const [hasTested, setTested] = useState(false)
  const tools = useRef<HTMLDivElement>(null)
  // What ended the test is gone from the page; where one begins the next is where it was begun.
  useEffect(() => { if (hasTested && test === null) tools.current?.querySelector<HTMLElement>('.button')?.focus() }, [hasTested, test])

  const changeTest = (next: BlindTest | null): void => {
    setTest(next)
    setTested(true)
    onTesting(next !== null)
    if (next !== null) {
      const votes = toBlindVotes(next, candidates)
      setKept(votes)
      void saveVotes(candidates, votes)
    }
    if (next !== null && !next.revealed) setHeard(next.order[0] ?? 0)
  }
  return (
    <>
      {test === null && (
        <div className="desk-tools" role="toolbar" ref={tools} aria-label={t('studio.tools')}>
          <ToggleButton className="tool" isSelected={isMatched} onChange={setMatched}>{t('compare.matched')}</ToggleButton>
          <span className="tool-note" role="status">{loudnesses === null && t('studio.missingMeasuring')}</span>
          <div className="tool-group tool-group--end">
            {/* Before it is known what makes them equally loud, loudness would give them away. */}
            <Button size="small" isDisabled={loudnesses === null} onPress={() => { changeTest(resumeBlindTest(candidates, kept, Math.random)) }}>{t('compare.blind')}</Button>
          </div>
        </div>
      )}
      <div className="studio__stems" ref={room}>
        {state.status === 'failed' && <Callout tone="error" title={t('studio.audioFailed')}>{t('studio.audioFailedNext')}</Callout>}
        {test === null
          ? (
            <>
              <Ruler player={player} view={view} timeline={timeline} />
              <CandidateLanes
                player={player} view={view} timeline={timeline} peaks={peaks} labels={labels} stem={stem} gains={gains} heard={heard} onHear={setHeard} heightPx={heightPx}
              />
            </>
          )
          : <BlindDesk test={test} labels={labels} heard={heard} onHear={setHeard} onChange={changeTest} />}
        {session.unplayable.length > 0 && test === null && (
          <Callout tone="plain" title={t('compare.unplayable', { names: session.unplayable.join(', ') })} />
        )}
      </div>
      <div className="studio__foot"><Transport player={player} hub={hub} /></div>
    </>
  )
}
