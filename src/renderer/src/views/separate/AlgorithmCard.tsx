import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { searchAlgorithms } from '../../../../shared/domain/searchAlgorithms'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { Card } from '../../components/Card'
import { ErrorCallout } from '../../components/ErrorCallout'
import { SearchField } from '../../components/SearchField'
import { Spinner } from '../../components/Spinner'
import { loadCatalogue, useCatalogue } from '../../stores/catalogue'
import type { Choice } from '../../stores/choice'
import { usePlan } from '../../stores/plan'
import { dateTime } from '../../text/format'
import { AlgorithmList } from './AlgorithmList'
import { AlgorithmOptions } from './AlgorithmOptions'

export interface AlgorithmCardProps {
  readonly service: ServiceId
  readonly algorithm: Algorithm | null
  readonly choice: Choice | null
}

/** The algorithm picker: search, list, and the fields of the chosen one. */
export function AlgorithmCard({ service, algorithm, choice }: AlgorithmCardProps) {
  const { t, i18n } = useTranslation()
  const state = useCatalogue((catalogues) => catalogues.byService[service])
  const chooseAlgorithm = usePlan((plan) => plan.chooseAlgorithm)
  const [query, setQuery] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const { catalogue } = state
  const again = <Button size="small" onPress={() => { void loadCatalogue(service, true) }}>{t('separate.refreshList')}</Button>
  if (catalogue === null) {
    return (
      <Card title={t('separate.algorithm')} className="picker">
        {state.status === 'failed' ? <ErrorCallout error={state.error} actions={again} /> : <Spinner label={t('separate.loadingAlgorithms')} />}
      </Card>
    )
  }
  const found = searchAlgorithms(catalogue.algorithms, query)
  const total = catalogue.algorithms.length
  return (
    <Card
      title={t('separate.algorithm')}
      className="picker"
      aside={
        <span className="picker__count" role="status">
          {found.length === total ? t('separate.algorithmCount', { count: total }) : t('separate.found', { found: found.length, count: total })}
        </span>
      }
    >
      {catalogue.fromCache && (
        <Callout tone="plain" title={t('separate.fromCache', { when: dateTime(catalogue.fetchedAtMs, i18n.language) })} actions={again} />
      )}
      <div className="picker__body">
        <div className="picker__choose">
          <SearchField
            label={t('separate.searchAlgorithms')}
            clearLabel={t('separate.clearSearch')}
            placeholder={t('separate.searchHint')}
            value={query}
            onChange={setQuery}
            onLeave={() => { list.current?.querySelector<HTMLElement>('[role="option"]')?.focus() }}
          />
          <AlgorithmList
            ref={list}
            algorithms={found}
            chosenRenderId={algorithm?.renderId ?? null}
            query={query}
            onChoose={(chosen) => { chooseAlgorithm(service, chosen) }}
          />
        </div>
        {algorithm !== null && choice !== null && <AlgorithmOptions service={service} algorithm={algorithm} choice={choice} />}
      </div>
    </Card>
  )
}
