import { useEffect, useRef } from 'react'
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { type BlindTest, keptVotes, letterOf, reveal, vote } from './blindTest'
import { BlindResults } from './BlindResults'

interface BlindDeskProps {
  readonly test: BlindTest
  /** In the candidates' own order; shown only once revealed. */
  readonly labels: readonly string[]
  readonly heard: number
  readonly onHear: (candidate: number) => void
  /** Null ends the test. */
  readonly onChange: (test: BlindTest | null) => void
}

/** A round of the blind test: letters to hear, a vote for the best; names only at the end. */
export function BlindDesk({ test, labels, heard, onHear, onChange }: BlindDeskProps) {
  const { t } = useTranslation()
  const title = useRef<HTMLHeadingElement>(null)
  // What began it is gone from the page; a vote stays where it is.
  useEffect(() => { if (!test.revealed) title.current?.focus() }, [test.revealed])
  if (test.revealed) return <BlindResults test={test} labels={labels} onChange={onChange} />
  const kept = keptVotes(test)
  return (
    <section className="blind" aria-label={t('compare.blind')}>
      <h2 className="blind__title" tabIndex={-1} ref={title}>{t('compare.round', { round: test.round })}</h2>
      <p className="compare__note">{t('compare.blindWhat')}</p>
      <p className="compare__note" role="status">{kept > 0 && t('compare.kept', { count: kept })}</p>
      <RadioGroup
        className="blind__letters"
        aria-label={t('compare.candidates')}
        orientation="horizontal"
        value={String(test.order.indexOf(heard))}
        onChange={(place) => { onHear(test.order[Number(place)] ?? 0) }}
      >
        {test.order.map((_, place) => (
          <RadioField key={place} value={String(place)}>
            <RadioButton className="blind__letter">{letterOf(place)}</RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
      <div className="blind__votes">
        {test.order.map((_, place) => (
          <Button key={place} onPress={() => { onChange(vote(test, place, Math.random)) }}>{t('compare.best', { letter: letterOf(place) })}</Button>
        ))}
        <Button kind="quiet" onPress={() => { onChange(vote(test, null, Math.random)) }}>{t('compare.noDifference')}</Button>
      </div>
      <div className="blind__votes">
        <Button kind="primary" isDisabled={kept === 0} onPress={() => { onChange(reveal(test)) }}>{t('compare.reveal')}</Button>
        <Button kind="quiet" onPress={() => { onChange(null) }}>{t('compare.end')}</Button>
      </div>
    </section>
  )
}
