import { Award, Clock3, Flame, Star } from 'lucide-react'
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm, Catalogue } from '../../../../shared/domain/algorithm'
import { findAlgorithms, findUndeclared, FINDING_VIEWS, type Finding, type FindingView } from '../../../../shared/domain/findAlgorithms'
import { indexOf } from '../../../../shared/domain/searchAlgorithms'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { ErrorCallout } from '../../components/ErrorCallout'
import { FilterChips } from '../../components/FilterChips'
import { SearchField } from '../../components/SearchField'
import { Spinner } from '../../components/Spinner'
import { useApp } from '../../stores/app'
import { loadCatalogue, useCatalogue, type CatalogueState } from '../../stores/catalogue'
import type { Choice } from '../../stores/choice'
import { setFavourite } from '../../stores/favourites'
import { useFinding } from '../../stores/finding'
import { usePlan } from '../../stores/plan'
import { AlgorithmList } from './AlgorithmList'
import { AlgorithmOptions } from './AlgorithmOptions'
import { firstRows, toGroups, toOneSection, topOf, withUndeclared, type Section } from './algorithmSections'
import { CatalogueAge, CatalogueTrouble } from './CatalogueAge'
import { focusRow } from './focusRow'
import { NothingFound } from './NothingFound'
import { StemNeeds } from './StemNeeds'
import './picker.css'

export interface AlgorithmCardProps {
  readonly service: ServiceId
  readonly algorithm: Algorithm | null
  readonly choice: Choice | null
}

/** As many rows as the list shows without scrolling, and a few. */
const MOST_AT_ONCE = 14

const ICONS: Readonly<Record<FindingView, ReactNode>> = {
  groups: undefined, favourites: <Star />, recent: <Clock3 />, popular: <Flame />, best: <Award />
}

/** The algorithm picker: ways to find one, the list, and the fields of the chosen one. */
export function AlgorithmCard({ service, algorithm, choice }: AlgorithmCardProps) {
  const { t } = useTranslation()
  const state = useCatalogue((catalogues) => catalogues.byService[service])
  const { catalogue } = state
  if (catalogue !== null) return <Picker service={service} state={state} catalogue={catalogue} algorithm={algorithm} choice={choice} />
  const again = <Button size="small" onPress={() => { void loadCatalogue(service, true) }}>{t('separate.refreshList')}</Button>
  return (
    <Card title={t('separate.algorithm')} className="picker">
      {state.status === 'failed' ? <ErrorCallout error={state.error} actions={again} /> : <Spinner label={t('separate.loadingAlgorithms')} />}
    </Card>
  )
}

/** What is shown for a finding, kept from one drawing to the next. */
function useFound(service: ServiceId, algorithms: readonly Algorithm[], finding: Finding) {
  const { t } = useTranslation()
  const favourites = useApp(({ settings }) => settings.favourites[service])
  const recent = useApp(({ settings }) => settings.recent[service])
  const found = useMemo(() => findAlgorithms(algorithms, finding, { favourites, recent }), [algorithms, finding, favourites, recent])
  const undeclared = useMemo(() => findUndeclared(algorithms, finding, { favourites, recent }), [algorithms, finding, favourites, recent])
  const { view, query } = finding
  // The index is made before it is wanted, so that the first letter typed does not wait for it.
  useEffect(() => {
    const timer = setTimeout(() => { indexOf(algorithms) }, 0)
    return () => { clearTimeout(timer) }
  }, [algorithms])
  const sections = useMemo(() => {
    const sure = view !== 'groups' ? toOneSection(t(`picker.views.${view}`), found)
      : query.trim() === '' ? toGroups(found) : toOneSection(t('separate.bestMatches'), found)
    return withUndeclared(sure, t(found.length === 0 ? 'picker.undeclaredOnly' : 'picker.undeclared'), undeclared)
  }, [found, undeclared, view, query, t])
  return { shownCount: found.length + undeclared.length, sections, favourites }
}

/** The row to begin with: the chosen one, or the best match of a search. */
function startOf(sections: readonly Section[], query: string, chosenRenderId: number | null): number | null {
  if (query.trim() === '' && chosenRenderId !== null && topOf(sections, chosenRenderId) !== null) return chosenRenderId
  return sections[0]?.algorithms[0]?.renderId ?? null
}

/** The ways to look at the catalogue. */
const Views = memo(function Views({ service, view }: { readonly service: ServiceId; readonly view: FindingView }) {
  const { t } = useTranslation()
  return (
    <FilterChips
      label={t('picker.view')}
      chips={FINDING_VIEWS.map((one) => ({ key: one, label: t(`picker.views.${one}`), icon: ICONS[one] }))}
      value={view}
      onChange={(key) => {
        const chosen = FINDING_VIEWS.find((one) => one === key)
        if (chosen !== undefined) useFinding.getState().setView(service, chosen)
      }}
    />
  )
})

function Picker({ service, state, catalogue, algorithm, choice }: AlgorithmCardProps & { readonly state: CatalogueState; readonly catalogue: Catalogue }) {
  const { t } = useTranslation()
  const chooseAlgorithm = usePlan((plan) => plan.chooseAlgorithm)
  const finding = useFinding(({ byService }) => byService[service])
  const { setQuery, setNeeds } = useFinding.getState()
  const { shownCount, sections: found, favourites } = useFound(service, catalogue.algorithms, finding)
  // What is in sight comes with the letter; the rest, however long, as soon as it can.
  const drawn = useDeferredValue(found)
  const sections = useMemo(() => (drawn === found ? found : firstRows(found, MOST_AT_ONCE)), [drawn, found])
  const search = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  // Whoever leaves the search box goes to what it found, not to what was there before.
  const start = startOf(sections, finding.query, algorithm?.renderId ?? null)
  // Kept from one letter to the next, so that only what changed is drawn again.
  const nothing = useMemo(() => <NothingFound finding={finding} />, [finding])
  const setOwnNeeds = useCallback((needs: readonly string[]) => { setNeeds(service, needs) }, [service, setNeeds])
  const choose = useCallback((chosen: Algorithm) => { chooseAlgorithm(service, chosen) }, [service, chooseAlgorithm])
  const star = useCallback(({ renderId }: Algorithm, isFavourite: boolean) => { void setFavourite(service, renderId, isFavourite) }, [service])
  const focusSearch = useCallback(() => { search.current?.focus() }, [])
  return (
    <Card title={t('separate.algorithm')} className="picker" aside={<CatalogueAge service={service} state={state} shown={shownCount} />}>
      <CatalogueTrouble service={service} state={state} />
      <div className="picker__find">
        <SearchField
          label={t('separate.searchAlgorithms')}
          clearLabel={t('separate.clearSearch')}
          placeholder={t('separate.searchHint')}
          value={finding.query}
          onChange={(query) => { setQuery(service, query) }}
          inputRef={search}
          onLeave={() => { if (start !== null) focusRow(() => list.current, sections, start) }}
        />
        <div className="picker__ways">
          <Views service={service} view={finding.view} />
          <StemNeeds algorithms={catalogue.algorithms} needs={finding.needs} onChange={setOwnNeeds} />
        </div>
      </div>
      <div className="picker__body">
        <div className="picker__choose">
          <AlgorithmList
            ref={list}
            sections={sections}
            chosenRenderId={algorithm?.renderId ?? null}
            favourites={favourites}
            query={finding.query}
            empty={nothing}
            onChoose={choose}
            onEmptied={focusSearch}
            onStar={star}
          />
          {catalogue.unreadableRows > 0 && <p className="picker__unreadable">{t('picker.unreadable', { count: catalogue.unreadableRows })}</p>}
        </div>
        {algorithm !== null && choice !== null && <AlgorithmOptions service={service} algorithm={algorithm} choice={choice} />}
      </div>
    </Card>
  )
}
