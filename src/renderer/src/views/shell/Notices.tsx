import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { ErrorCallout } from '../../components/ErrorCallout'
import { dismissNotice, useNotices, type Notice } from '../../stores/notices'
import { restoreJobs } from '../../stores/jobs'
import { CancelManyNotice, CancelNotice } from './CancelNotice'
import { AccountNotice } from './AccountNotice'
import { LedgerNotice } from './LedgerNotice'
import { NotDeletedNotice } from './NotDeletedNotice'
import { ExportNotice } from './ExportNotice'
import { LinksNotice } from './LinksNotice'
import { RefusedNotice } from './RefusedNotice'
import { WalkedNotice } from './WalkedNotice'
import './notices.css'

function NoticeBody({ notice, onDismiss }: { readonly notice: Notice; readonly onDismiss: () => void }) {
  const { t } = useTranslation()
  const dismissal = { dismissLabel: t('app.dismiss'), onDismiss }
  switch (notice.kind) {
    case 'error': return <ErrorCallout error={notice.error} onDismiss={onDismiss} />
    case 'exported': return <ExportNotice notice={notice} onDismiss={onDismiss} />
    case 'pathCopied': return <Callout tone="good" title={t('export.copied', { stem: notice.stem })} {...dismissal} />
    case 'cancelled': return <CancelNotice name={notice.name} answer={notice.answer} onDismiss={onDismiss} />
    case 'cancelledMany': return <CancelManyNotice answers={notice.answers} onDismiss={onDismiss} />
    case 'notDeleted': return <NotDeletedNotice name={notice.name} answer={notice.answer} onDismiss={onDismiss} />
    case 'linksRefused': return <LinksNotice refused={notice.refused} left={notice.left} onDismiss={onDismiss} />
    case 'strangerLink': return <Callout tone="warning" title={t('history.linkStranger')} {...dismissal} />
    case 'removed':
      return (
        <Callout
          tone="plain"
          title={t('notices.removed', { count: notice.jobIds.length, name: notice.name })}
          actions={<Button size="small" onPress={() => { onDismiss(); void restoreJobs(notice.jobIds) }}>{t('app.undo')}</Button>}
          {...dismissal}
        >
          {t('notices.removedNext')}
        </Callout>
      )
    case 'ledgerDamaged':
      return <Callout tone="warning" title={t('notices.ledgerDamaged', { count: notice.rows })} {...dismissal}>{t('notices.ledgerDamagedNext')}</Callout>
    case 'ledgerReplaced':
      return <Callout tone="warning" title={t('notices.ledgerReplaced')} {...dismissal}>{t('notices.ledgerReplacedNext')}</Callout>
    case 'notesDamaged':
      return (
        <Callout tone="warning" title={t('notices.notesDamaged', { what: notice.of.map((notes) => t(`notices.notesOf.${notes}`)) })} {...dismissal}>
          {t('notices.notesDamagedNext')}
        </Callout>
      )
    case 'listsDamaged':
      return (
        <Callout tone="warning" title={t('notices.listsDamaged', { what: notice.of.map((list) => t(`notices.listsOf.${list}`)) })} {...dismissal}>
          {t('notices.listsDamagedNext')}
        </Callout>
      )
    case 'keychainMissing':
      return <Callout tone="warning" title={t('notices.keychainMissing')} {...dismissal}>{t('notices.keychainMissingNext')}</Callout>
    case 'refused': return <RefusedNotice refused={notice.refused} onDismiss={onDismiss} />
    case 'wishUnknown': return <Callout tone="warning" title={t('folders.wishUnknown', { number: notice.renderId })} {...dismissal}>{t('folders.wishUnknownNext')}</Callout>
    case 'walked': return <WalkedNotice walked={notice.walked} onDismiss={onDismiss} />
  }
}

/** What is said in passing: at the window's edge, polite, until dismissed. */
export function Notices() {
  const { t } = useTranslation()
  const notices = useNotices((state) => state.notices)
  return (
    <section className="notices" aria-label={t('navigation.messages')} aria-live="polite">
      <AccountNotice />
      <LedgerNotice />
      {notices.map((notice) => (
        <div key={notice.id} className="notices__one"><NoticeBody notice={notice} onDismiss={() => { void dismissNotice(notice) }} /></div>
      ))}
    </section>
  )
}
