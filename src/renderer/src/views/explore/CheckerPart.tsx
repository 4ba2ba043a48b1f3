import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckerEntry } from '../../../../shared/domain/qualityChecker'
import type { ServiceId } from '../../../../shared/domain/service'
import { call } from '../../bridge/client'
import { Badge } from '../../components/Badge'
import { Card } from '../../components/Card'
import { TextButton } from '../../components/TextButton'
import { day } from '../../text/format'
import { DeleteEntry } from './DeleteEntry'
import { EntryDialog } from './EntryDialog'
import { KeptList } from './KeptList'
import { Pager } from './Pager'
import { SubmitEntry } from './SubmitEntry'
import { useDatasetName } from './useDatasetName'
import { useKept } from './useKept'

const PAGE = 20

function EntryRow({ entry, onOpen }: { readonly entry: CheckerEntry; readonly onOpen: (id: number) => void }) {
  const { t, i18n } = useTranslation()
  const nameOf = useDatasetName()
  const dataset = entry.datasetName !== '' ? entry.datasetName : entry.datasetType === null ? '' : nameOf(entry.datasetType)
  const facts = [`#${entry.id}`, dataset, entry.addedAtMs === null ? t('explore.unknownDate') : day(entry.addedAtMs, i18n.language)].filter((fact) => fact !== '')
  return (
    <li className="demo">
      <div className="demo__words">
        <h3 className="demo__name">
          <TextButton label={t('explore.openEntry', { id: entry.id, name: entry.algorithmName })} onPress={() => { onOpen(entry.id) }}>{entry.algorithmName}</TextButton>
        </h3>
        <p className="demo__facts">{facts.join(' · ')}</p>
        {entry.message !== '' && <p>{entry.message}</p>}
      </div>
      <Badge tone={entry.status === 'failed' ? 'warning' : 'plain'}>{t(`explore.status.${entry.status}`)}</Badge>
    </li>
  )
}

/** What people sent to the quality checker, how far it is, and sending or deleting an entry of one's own. */
export function CheckerPart({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const [start, setStart] = useState(0)
  const [openId, setOpenId] = useState<number | null>(null)
  const { shown, refresh } = useKept(`${service} ${start}`, (again) => call('checker:queue', { service, start, limit: PAGE, refresh: again }))
  return (
    <div className="explore__two">
      <Card title={t('explore.checkerQueue')}>
        <KeptList shown={shown} onRefresh={refresh}>
          {({ entries, hasMore }) => (
            <>
              {entries.length === 0
                ? <p className="explore__none">{t('explore.noChecks')}</p>
                : <ul className="demos" aria-label={t('explore.checkerList')}>{entries.map((entry) => <EntryRow key={entry.id} entry={entry} onOpen={setOpenId} />)}</ul>}
              <Pager list={t('explore.checkerList')} start={start} limit={PAGE} shown={entries.length} hasMore={hasMore} onStart={setStart} />
            </>
          )}
        </KeptList>
        {openId !== null && <EntryDialog service={service} entryId={openId} onClose={() => { setOpenId(null) }} />}
      </Card>
      <div className="explore__column">
        <SubmitEntry service={service} onAdded={refresh} />
        <DeleteEntry service={service} onDeleted={refresh} />
      </div>
    </div>
  )
}
