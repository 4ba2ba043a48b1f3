import { useEffect, useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { measureDifference } from '../../audio/differenceLevel'
import type { Player } from '../../audio/player.types'
import { Hint } from '../../components/Hint'
import { useJobs } from '../../stores/jobs'
import { level } from '../../text/format'
import { usePlayerState } from './usePlayer'

/** The stems against the song as it was sent, equally loud; and what the stems leave out. Nothing where no song was sent from here. */
export function MonitorSwitch({ player }: { readonly player: Player }) {
  const { t, i18n } = useTranslation()
  const { monitor, originalGainDecibels } = usePlayerState(player)
  const missing = useMissing(player, monitor === 'difference')
  const isAbsent = player.session.original === null
  const hadNone = useJobs(({ jobs }) => jobs.find(({ id }) => id === player.session.jobId)?.input.sizeBytes === 0)
  const hasNotes = player.session.stems.some(({ notesUrl }) => notesUrl !== undefined)
  const note = monitor === 'original' && originalGainDecibels !== null
    ? t('studio.originalMatched', { value: level(originalGainDecibels, i18n.language) })
    : monitor === 'difference' ? missingWords(missing) : null
  function missingWords(value: number | null | undefined): string {
    if (value === undefined) return t('studio.missingMeasuring')
    if (value === null) return t('studio.missingUnknown')
    return value < -120 ? t('studio.missingNothing') : t('studio.missing', { value: level(value, i18n.language) })
  }
  if (isAbsent && hadNone) return null
  return (
    <div className="tool-group tool-group--monitor" role="group" aria-label={t('studio.listenTo')}>
      <Hint text={t(isAbsent ? 'studio.originalAbsent' : 'studio.originalHint')}>
        <ToggleButton
          className="tool"
          isSelected={monitor === 'original'}
          isDisabled={isAbsent}
          onChange={(isOn) => { player.setMonitor(isOn ? 'original' : 'stems') }}
        >
          <span>{t('studio.original')}</span>
        </ToggleButton>
      </Hint>
      <Hint text={t(isAbsent ? 'studio.originalAbsent' : hasNotes ? 'studio.differenceNotes' : 'studio.differenceHint')}>
        <ToggleButton
          className="tool"
          isSelected={monitor === 'difference'}
          isDisabled={isAbsent || hasNotes}
          onChange={(isOn) => { player.setMonitor(isOn ? 'difference' : 'stems') }}
        >
          <span>{t('studio.difference')}</span>
        </ToggleButton>
      </Hint>
      <span className="tool-note" role="status">{note}</span>
    </div>
  )
}

/** The level of what is missing; undefined while it is being measured, null when it cannot be told. Measured once. */
function useMissing(player: Player, isWanted: boolean): number | null | undefined {
  const [level, setLevel] = useState<number | null | undefined>(undefined)
  useEffect(() => {
    if (!isWanted || level !== undefined) return
    const leaving = new AbortController()
    measureDifference(player.session, leaving.signal).then(setLevel, (error: unknown) => {
      if (leaving.signal.aborted) return
      console.error('the difference could not be measured', error)
      setLevel(null)
    })
    return () => { leaving.abort() }
  }, [player, isWanted, level])
  return level
}
