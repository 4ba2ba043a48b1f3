import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { PITCH_CLASSES } from '../../../../shared/domain/songFacts'
import type { Player } from '../../audio/player.types'
import { loadSongFacts, useSongFacts } from '../../stores/songFacts'
import { usePlayerState } from './usePlayer'

/** Tempo and key as they sound right now, marked as estimates; nothing where nothing was found. */
export function SessionFacts({ player }: { readonly player: Player }) {
  const { t, i18n } = useTranslation()
  const { jobId } = player.session
  const { status, rate, semitones } = usePlayerState(player)
  const facts = useSongFacts(({ byJob }) => byJob[jobId])
  const isReady = status === 'ready'
  // Listening begins when the stems can be heard: opening them comes first.
  useEffect(() => {
    if (isReady) void loadSongFacts(jobId)
  }, [jobId, isReady])
  if (facts === undefined) return null
  const { beatsPerMinute, key } = facts
  const words: string[] = []
  if (beatsPerMinute !== null) {
    words.push(t('compare.tempo', { value: (beatsPerMinute * rate).toLocaleString(i18n.language, { maximumFractionDigits: 1 }) }))
  }
  if (key !== null) {
    const tonic = PITCH_CLASSES[(((key.tonic + Math.round(semitones)) % 12) + 12) % 12] ?? ''
    words.push(t(key.mode === 'major' ? 'compare.major' : 'compare.minor', { tonic }))
  }
  if (words.length === 0) return null
  return <p className="studio__facts" role="note" aria-label={t('compare.facts')}>{words.join(' · ')} {t('compare.estimate')}</p>
}
