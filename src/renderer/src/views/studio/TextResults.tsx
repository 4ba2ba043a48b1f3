import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultText } from '../../../../shared/domain/transcript'
import type { Player } from '../../audio/player.types'
import { Button } from '../../components/Button'
import { loadTexts, saveText, useTextsOf } from '../../stores/texts'
import { TextLines } from './TextLines'
import { usePlayerState } from './usePlayer'
import './texts.css'

/** The job's results that are words. Where there is no stem to hear, the song itself is. */
export function TextResults({ player }: { readonly player: Player }) {
  const { session } = player
  const { status } = usePlayerState(player)
  const texts = useTextsOf(session.jobId)
  useEffect(() => { void loadTexts(session.jobId) }, [session.jobId])
  const isSongAlone = session.stems.length === 0 && session.original !== null && status === 'ready'
  useEffect(() => {
    if (isSongAlone) player.setMonitor('original')
  }, [player, isSongAlone])
  return texts.map((text) => <TextCard key={text.stemIndex} player={player} text={text} />)
}

/** More lines are shown when asked for: a long text must not make the Studio slow. */
const LINES_AT_ONCE = 400

function TextCard({ player, text }: { readonly player: Player; readonly text: ResultText }) {
  const { t } = useTranslation()
  const nameId = useId()
  const [most, setMost] = useState(LINES_AT_ONCE)
  const { jobId } = player.session
  const { lines, stemIndex, name, fileName } = text
  const isTimed = lines.some(({ startSeconds }) => startSeconds !== null)
  return (
    <section className="text-card" aria-labelledby={nameId}>
      <header className="text-card__head">
        <h2 className="text-card__name truncate" id={nameId} title={fileName}>{name}</h2>
        <Button kind="quiet" size="small" onPress={() => { void saveText(jobId, stemIndex, 'txt') }}>{t('texts.saveText')}</Button>
        {isTimed && <Button kind="quiet" size="small" onPress={() => { void saveText(jobId, stemIndex, 'srt') }}>{t('texts.saveSubtitles')}</Button>}
      </header>
      {lines.length === 0
        ? <p className="text-card__note">{t('texts.empty')}</p>
        : <TextLines player={player} lines={lines} most={most} />}
      {lines.length > most && (
        <div className="text-card__more"><Button size="small" onPress={() => { setMost(most + LINES_AT_ONCE) }}>{t('texts.more', { count: lines.length - most })}</Button></div>
      )}
      {text.isCut && <p className="text-card__note">{t('texts.cut')}</p>}
    </section>
  )
}
