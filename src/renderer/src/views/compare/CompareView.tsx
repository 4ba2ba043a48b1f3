import { ArrowLeft } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_CANDIDATES } from '../../../../shared/domain/compare'
import { Button } from '../../components/Button'
import { Checkbox } from '../../components/Checkbox'
import { EmptyState } from '../../components/EmptyState'
import { ErrorCallout } from '../../components/ErrorCallout'
import { IconButton } from '../../components/IconButton'
import { Select } from '../../components/Select'
import { Spinner } from '../../components/Spinner'
import { candidatesKey, closeCompare, openCompare, useCompare } from '../../stores/compare'
import { useJobs } from '../../stores/jobs'
import { goBack, goTo } from '../../stores/navigation'
import { BlendButton } from '../ensemble/BlendButton'
import { candidateLabels } from './candidateLabels'
import { comparableStems } from './comparable'
import { CompareDesk } from './CompareDesk'
import '../studio/studio.css'
import '../../text/studioTexts'
import './compare.css'

const toLibrary = (): void => { goTo({ page: 'library' }) }

/** The same stem of several jobs of one song, side by side. */
export function CompareView({ jobId }: { readonly jobId: string }) {
  const { t } = useTranslation()
  const jobs = useJobs((state) => state.jobs)
  const stems = useMemo(() => comparableStems(jobs, jobId), [jobs, jobId])
  const title = jobs.find(({ id }) => id === jobId)?.input.name ?? ''
  const [wantedStem, setWantedStem] = useState<string | null>(null)
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const [isTesting, setTesting] = useState(false)
  const stem = stems.find(({ name }) => name === wantedStem) ?? stems[0]
  const possible = stem?.candidates ?? []
  const labels = candidateLabels(possible.map(({ job }) => ({ algorithmName: job.plan.algorithmName, options: job.plan.options.map(({ label }) => label) })))
  const keyOf = (place: number): string => candidatesKey(possible.slice(place, place + 1))
  const chosen = possible.filter((_, place) => !without.has(keyOf(place)))
  return (
    <section className="studio compare" aria-label={t('compare.title')}>
      <header className="studio__head">
        <IconButton label={t('app.back')} icon={<ArrowLeft />} onPress={() => { goBack({ page: 'library' }) }} />
        <div className="studio__titles">
          <h1 className="studio__title truncate" tabIndex={-1}>{t('compare.title')}</h1>
          <p className="studio__algorithm truncate">{title}</p>
        </div>
        {stem !== undefined && !isTesting && <BlendButton jobId={jobId} stem={stem.name} look="words" />}
        {stem !== undefined && !isTesting && (
          <Select
            label={t('compare.stem')}
            value={stem.name}
            options={stems.map(({ name }) => ({ key: name, label: name }))}
            onChange={(name) => { setWantedStem(name); setWithout(new Set()) }}
          />
        )}
      </header>
      {stem === undefined
        ? <EmptyState title={t('compare.nothing')} action={<Button onPress={toLibrary}>{t('compare.toLibrary')}</Button>}>{t('compare.nothingNext')}</EmptyState>
        : (
          <>
            {possible.length > 2 && !isTesting && (
              <div className="compare__choice" role="group" aria-label={t('compare.takesPart')}>
                {labels.map((label, place) => (
                  <Checkbox
                    key={keyOf(place)}
                    isSelected={!without.has(keyOf(place))}
                    onChange={(isOn) => {
                      const next = new Set(without)
                      if (isOn) next.delete(keyOf(place))
                      else next.add(keyOf(place))
                      setWithout(next)
                    }}
                  >
                    {label}
                  </Checkbox>
                ))}
                {stem.leftOut > 0 && <p className="compare__note">{t('compare.most', { count: MOST_CANDIDATES })}</p>}
              </div>
            )}
            {chosen.length < 2
              ? <p className="compare__note" role="status">{t('compare.tooFew')}</p>
              : <Opened key={candidatesKey(chosen)} candidates={chosen} stem={stem.name} onTesting={setTesting} />}
          </>
        )}
    </section>
  )
}

interface OpenedProps {
  readonly candidates: Parameters<typeof openCompare>[0]
  readonly stem: string
  readonly onTesting: (isTesting: boolean) => void
}

/** Candidates on their way to being heard. Opens them on the way in, lets go of them on the way out. */
function Opened({ candidates, stem, onTesting }: OpenedProps) {
  const { t } = useTranslation()
  const compare = useCompare((state) => state.compare)
  // A choice is another component (its key): what was asked for first is what is wanted.
  const [wanted] = useState(candidates)
  useEffect(() => {
    void openCompare(wanted)
    return () => { void closeCompare() }
  }, [wanted])
  if (compare.status === 'open' && compare.candidates === candidatesKey(wanted)) {
    return <CompareDesk comparison={compare.comparison} chosen={wanted} stem={stem} onTesting={onTesting} />
  }
  if (compare.status === 'failed') {
    return <ErrorCallout error={compare.error} actions={<Button onPress={() => { void openCompare(wanted) }}>{t('app.tryAgain')}</Button>} />
  }
  return <Spinner label={t('compare.opening')} />
}
