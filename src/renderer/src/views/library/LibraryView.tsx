import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { FilterChips } from '../../components/FilterChips'
import { PageHead } from '../../components/PageHead'
import { SearchField } from '../../components/SearchField'
import { useAccount } from '../../stores/account'
import { forgetHistory, loadHistory, openOnceReady, stopOpening, useHistory } from '../../stores/history'
import { useJobs } from '../../stores/jobs'
import { useMinute } from '../../stores/minute'
import { goTo } from '../../stores/navigation'
import { MissingResults } from '../jobs/MissingResults'
import { HistoryState, LoadMore } from './HistoryState'
import { EXPIRING_HOURS, FILTERS, isIn, libraryItems, matches, type Filter, type LibraryItem } from './items'
import { OpenByLink } from './OpenByLink'
import { OtherRow } from './OtherRow'
import { ReadyRow } from './ReadyRow'
import './library.css'

const LABELS = { all: 'history.all', here: 'history.here', onlyThere: 'history.onlyThere', expiring: 'history.expiring' } as const satisfies Record<Filter, string>

/** Lists the account's history while the Library is looked at; another account's is listed anew. */
function useListedHistory(): boolean {
  const account = useAccount((state) => state.account)
  const who = account.status === 'signedIn' ? account.email : account.status
  useEffect(() => {
    forgetHistory()
    if (who !== 'signedOut' && who !== 'checking') void loadHistory()
  }, [who])
  return account.status === 'signedOut'
}

/** Opens the job that is waited for as soon as its stems are here; one that failed is waited for no longer. */
function useOpening(): void {
  const opening = useJobs(({ jobs }) => jobs)
  const openingId = useHistory((state) => state.openingId)
  const job = opening.find(({ id }) => id === openingId)
  useEffect(() => {
    if (job?.phase === 'ready') openOnceReady(job)
    if (job?.phase === 'ready' || job?.phase === 'failed' || job?.phase === 'cancelled') stopOpening()
  }, [job])
  useEffect(() => stopOpening, [])
}

const Row = ({ item }: { readonly item: LibraryItem }) =>
  item.job?.phase === 'ready' ? <ReadyRow item={item} job={item.job} /> : <OtherRow item={item} />

/** What stands where a filter or a search leaves nothing. */
function NothingHere({ filter, query }: { readonly filter: Filter; readonly query: string }) {
  const { t } = useTranslation()
  const hasMore = useHistory((state) => state.hasMore)
  const words = query !== '' || filter === 'all'
    ? t('library.nothingFound', { query })
    : filter === 'here' ? t('history.none.here') : filter === 'onlyThere' ? t('history.none.there') : t('history.none.expiring', { count: EXPIRING_HOURS })
  return <p role="status">{words}{hasMore && ` ${t('history.searchedLoaded')}`}</p>
}

/** Everything that was taken apart, here or at MVSEP, newest first. */
export function LibraryView() {
  const { t } = useTranslation()
  const jobs = useJobs((state) => state.jobs)
  const rows = useHistory((state) => state.rows)
  const nowMs = useMinute()
  const [query, setQuery] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const isSignedOut = useListedHistory()
  const isAsking = useHistory((state) => state.isAsking)
  // Not known is not nothing: the trouble and its way on stand above.
  const isUnknown = useHistory(({ asOfMs, error }) => asOfMs === null && error !== null)
  useOpening()
  const items = libraryItems(jobs, rows, nowMs)
  const wanted = query.trim()
  const found = items.filter((item) => isIn(filter, item, nowMs) && (wanted === '' || matches(item, wanted)))
  return (
    <div className="page">
      <PageHead
        title={t('navigation.library')}
        lead={t('library.lead')}
        actions={items.length > 0 && (
          <SearchField label={t('library.search')} clearLabel={t('separate.clearSearch')} placeholder={t('library.search')} value={query} onChange={setQuery} />
        )}
      />
      <MissingResults />
      <OpenByLink />
      <div className="history">
        {items.length > 0 && (
          <FilterChips
            label={t('history.show')}
            chips={FILTERS.map((key) => ({ key, label: t(LABELS[key]) }))}
            value={filter}
            onChange={(key) => { setFilter(FILTERS.find((each) => each === key) ?? 'all') }}
          />
        )}
        <HistoryState isSignedOut={isSignedOut} />
      </div>
      {items.length === 0 && !isAsking && !(isUnknown && !isSignedOut) && (
        <EmptyState
          title={t('library.empty')}
          action={<Button kind="primary" onPress={() => { goTo({ page: 'separate' }) }}>{t('library.goSeparate')}</Button>}
        >
          {t('library.emptyNext')}
        </EmptyState>
      )}
      {items.length > 0 && found.length === 0 && <NothingHere filter={filter} query={wanted} />}
      {found.length > 0 && <ul className="records" aria-label={t('library.list')}>{found.map((item) => <Row key={item.key} item={item} />)}</ul>}
      <LoadMore />
    </div>
  )
}
