import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { type BlindTest, keptVotes, startBlindTest } from './blindTest'

interface BlindResultsProps {
  readonly test: BlindTest
  readonly labels: readonly string[]
  readonly onChange: (test: BlindTest | null) => void
}

/** Which was which, and how often each was the best. */
export function BlindResults({ test, labels, onChange }: BlindResultsProps) {
  const { t } = useTranslation()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => { title.current?.focus() }, [])
  const ranked = labels.map((label, index) => ({ label, votes: test.votes[index] ?? 0 })).sort((one, other) => other.votes - one.votes)
  const rounds = keptVotes(test)
  return (
    <section className="blind" aria-label={t('compare.blind')}>
      <h2 className="blind__title" tabIndex={-1} ref={title}>{t('compare.results')}</h2>
      <ol className="blind__ranks" aria-label={t('compare.results')}>
        {ranked.map(({ label, votes }) => (
          <li key={label} className="blind__rank">
            <span className="blind__name">{label}</span>
            <span className="blind__bar" aria-hidden="true"><i style={{ width: `${(votes / Math.max(1, rounds)) * 100}%` }} /></span>
            <span className="blind__count">{t('compare.resultVotes', { count: votes })}</span>
          </li>
        ))}
      </ol>
      {test.undecided > 0 && <p className="compare__note">{t('compare.resultNone', { count: test.undecided })}</p>}
      <div className="blind__votes">
        <Button kind="primary" onPress={() => { onChange(startBlindTest(labels.length, Math.random)) }}>{t('compare.again')}</Button>
        <Button onPress={() => { onChange(null) }}>{t('compare.end')}</Button>
      </div>
    </section>
  )
}
