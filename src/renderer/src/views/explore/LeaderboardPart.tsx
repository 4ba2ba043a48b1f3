import { ArrowDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { LARGEST_DATASET, type CheckerEntry, type Leaderboard } from '../../../../shared/domain/qualityChecker'
import type { ServiceId } from '../../../../shared/domain/service'
import { call } from '../../bridge/client'
import { Badge } from '../../components/Badge'
import { Card } from '../../components/Card'
import { SearchField } from '../../components/SearchField'
import { Select } from '../../components/Select'
import { TextButton } from '../../components/TextButton'
import { changeLeaderboard, useExplore } from '../../stores/explore'
import { day, decimals } from '../../text/format'
import { Charts } from './Charts'
import { EntryDialog } from './EntryDialog'
import { KeptList } from './KeptList'
import { Pager } from './Pager'
import { useDatasetName } from './useDatasetName'
import { useKept } from './useKept'

const PAGE = 20
const TYPING_MS = 350
const DATASET_TYPES = Array.from({ length: LARGEST_DATASET + 1 }, (_, type) => type)

function Row({ entry, board, onOpen }: { readonly entry: CheckerEntry; readonly board: Leaderboard; readonly onOpen: (id: number) => void }) {
  const { t, i18n } = useTranslation()
  return (
    <tr>
      <th scope="row" className="board__name">
        <TextButton label={t('explore.openEntry', { id: entry.id, name: entry.algorithmName })} onPress={() => { onOpen(entry.id) }}>{entry.algorithmName}</TextButton>
        {entry.isEnsemble && <> <Badge>{t('explore.ensemble')}</Badge></>}
      </th>
      {board.sortables.map(({ key }) => {
        const score = entry.scores.find((each) => each.key === key)
        return <td key={key} className="board__figure">{score === undefined ? <><span aria-hidden="true">–</span><span className="visually-hidden">{t('explore.noFigure')}</span></> : decimals(score.decibels, i18n.language)}</td>
      })}
      <td className="board__when">{entry.addedAtMs === null ? t('explore.unknownDate') : day(entry.addedAtMs, i18n.language)}</td>
    </tr>
  )
}

function Board({ board, isFiltered, onOpen }: { readonly board: Leaderboard; readonly isFiltered: boolean; readonly onOpen: (id: number) => void }) {
  const { t } = useTranslation()
  if (board.entries.length === 0) return <p className="explore__none">{t(isFiltered ? 'explore.noEntries' : 'explore.noEntriesYet')}</p>
  return (
    <div className="board" role="region" aria-label={t('explore.table')} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{t('explore.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('separate.algorithm')}</th>
            {board.sortables.map(({ key, stem }) => (
              <th key={key} scope="col" className="board__figure" aria-sort={key === board.sort ? 'descending' : 'none'}>
                <AriaButton className="board__sort" onPress={() => { changeLeaderboard({ sort: key }) }}>
                  {t('explore.sdr', { stem })}{key === board.sort && <ArrowDown aria-hidden="true" />}
                </AriaButton>
              </th>
            ))}
            <th scope="col">{t('explore.added')}</th>
          </tr>
        </thead>
        <tbody>{board.entries.map((entry) => <Row key={entry.id} entry={entry} board={board} onOpen={onOpen} />)}</tbody>
      </table>
    </div>
  )
}

/** Asks only once a name is typed out. */
function NameFilter() {
  const { t } = useTranslation()
  const name = useExplore(({ leaderboard }) => leaderboard.name)
  const [typed, setTyped] = useState(name)
  useEffect(() => {
    if (typed.trim() === name) return undefined
    const timer = setTimeout(() => { changeLeaderboard({ name: typed.trim().slice(0, 120) }) }, TYPING_MS)
    return () => { clearTimeout(timer) }
  }, [typed, name])
  return <SearchField label={t('explore.nameFilter')} clearLabel={t('explore.clearFilter')} placeholder={t('explore.nameFilter')} value={typed} onChange={setTyped} />
}

/** Which algorithm does what best, measured by the service on its own datasets. */
export function LeaderboardPart({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const nameOf = useDatasetName()
  const { datasetType, sort, name, start } = useExplore(({ leaderboard }) => leaderboard)
  const [openId, setOpenId] = useState<number | null>(null)
  const { shown, refresh } = useKept(
    JSON.stringify([service, datasetType, sort, name, start]),
    (again) => call('checker:leaderboard', { service, datasetType, sort, name, start, limit: PAGE, refresh: again })
  )
  return (
    <Card title={t('explore.leaderboard')}>
      <div className="explore__filters">
        <Select
          label={t('explore.dataset')}
          options={DATASET_TYPES.map((type) => ({ key: String(type), label: nameOf(type) }))}
          value={String(datasetType)}
          onChange={(key) => { changeLeaderboard({ datasetType: Number(key), sort: null }) }}
        />
        <NameFilter />
      </div>
      <KeptList shown={shown} onRefresh={refresh}>
        {(board) => {
          const isMissing = sort !== null && board.sortables.length > 0 && !board.sortables.some(({ key }) => key === sort)
          const sorted = board.sortables.find(({ key }) => key === board.sort)
          return (
            <>
              {isMissing && <p role="note" className="explore__none">{t('explore.noSuchSort', { stem: sort.replace(/^sdr_/, '').replaceAll('_', ' ') })}</p>}
              <Board board={board} isFiltered={name !== '' || start > 0} onOpen={setOpenId} />
              <Pager list={t('explore.leaderboard')} start={start} limit={PAGE} shown={board.entries.length} hasMore={board.hasMore} onStart={(next) => { changeLeaderboard({ start: next }) }} />
              <Charts entries={board.entries} sortKey={sorted?.key ?? null} stem={sorted?.stem ?? ''} />
            </>
          )
        }}
      </KeptList>
      {openId !== null && <EntryDialog service={service} entryId={openId} onClose={() => { setOpenId(null) }} />}
    </Card>
  )
}
