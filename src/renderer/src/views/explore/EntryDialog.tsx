import { useTranslation } from 'react-i18next'
import type { CheckerEntry } from '../../../../shared/domain/qualityChecker'
import type { ServiceId } from '../../../../shared/domain/service'
import { call } from '../../bridge/client'
import { Badge } from '../../components/Badge'
import { Button } from '../../components/Button'
import { Dialog } from '../../components/Dialog'
import { RichTextView } from '../../components/RichTextView'
import { openWebPage } from '../../stores/webPages'
import { dateTime, decimals } from '../../text/format'
import { KeptList } from './KeptList'
import { useDatasetName } from './useDatasetName'
import { useKept } from './useKept'

function Entry({ entry }: { readonly entry: CheckerEntry }) {
  const { t, i18n } = useTranslation()
  const nameOf = useDatasetName()
  const when = (atMs: number | null): string => atMs === null ? t('explore.unknownDate') : dateTime(atMs, i18n.language)
  const dataset = entry.datasetName !== '' ? entry.datasetName : entry.datasetType === null ? '' : nameOf(entry.datasetType)
  return (
    <div className="entry">
      <h3>{entry.algorithmName} {entry.isEnsemble && <Badge>{t('explore.ensemble')}</Badge>}</h3>
      <p className="explore__none">{[dataset, t(`explore.status.${entry.status}`), `${t('explore.added')}: ${when(entry.addedAtMs)}`].filter((fact) => fact !== '').join(' · ')}</p>
      {entry.processedAtMs !== null && <p className="explore__none">{t('explore.processed')}: {when(entry.processedAtMs)}</p>}
      {entry.message !== '' && <p role="note">{t('explore.message')}: <span className="selectable">{entry.message}</span></p>}
      <RichTextView text={entry.text} language="en" tableLabel={t('explore.newsTable')} onLink={(url) => { void openWebPage(url) }} />
      {entry.scores.length > 0 && (
        <>
          <h3>{t('explore.figures')}</h3>
          <dl className="entry__scores">
            {entry.scores.map(({ key, stem, decibels }) => (
              <div key={key}><dt>{t('explore.sdr', { stem })}</dt><dd>{t('units.decibels', { value: decimals(decibels, i18n.language) })}</dd></div>
            ))}
          </dl>
        </>
      )}
      <h3>{t('explore.metrics')}</h3>
      {entry.metrics.length === 0
        ? <p className="explore__none">{t('explore.noMetrics')}</p>
        : <ul className="entry__metrics selectable" aria-label={t('explore.metrics')}>{entry.metrics.map((line, index) => <li key={index}>{line}</li>)}</ul>}
    </div>
  )
}

/** One entry with all its metrics. */
export function EntryDialog({ service, entryId, onClose }: { readonly service: ServiceId; readonly entryId: number; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { shown, refresh } = useKept(`${service} ${entryId}`, (again) => call('checker:entry', { service, entryId, refresh: again }))
  return (
    <Dialog title={t('explore.entryTitle', { id: entryId })} closeLabel={t('app.close')} isOpen onClose={onClose} size="wide" footer={<Button onPress={onClose}>{t('app.close')}</Button>}>
      <div className="entry__body" tabIndex={0} role="group" aria-label={t('explore.entryTitle', { id: entryId })}>
        <KeptList shown={shown} onRefresh={refresh}>{(entry) => <Entry entry={entry} />}</KeptList>
      </div>
    </Dialog>
  )
}
