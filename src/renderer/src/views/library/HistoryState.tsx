import { CloudOff, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { ErrorCallout } from '../../components/ErrorCallout'
import { IconButton } from '../../components/IconButton'
import { Spinner } from '../../components/Spinner'
import { TextLink } from '../../components/TextLink'
import { loadMoreHistory, refreshHistory, useHistory } from '../../stores/history'
import { useMinute } from '../../stores/minute'
import { goTo } from '../../stores/navigation'
import { errorText } from '../../text/errorText'
import { ago, dateTime } from '../../text/format'

/** From when the account's history is, why it is an older one, and a way to ask again. */
export function HistoryState({ isSignedOut }: { readonly isSignedOut: boolean }) {
  const { t, i18n } = useTranslation()
  const { asOfMs, error, isAsking } = useHistory()
  const nowMs = useMinute()
  if (isSignedOut) {
    return (
      <p className="history__state">
        {t('history.signedOut')} <TextLink title={t('navigation.account')} onPress={() => { goTo({ page: 'account' }) }}>{t('account.signIn')}</TextLink>
      </p>
    )
  }
  if (asOfMs === null) {
    if (isAsking || error === null) return <Spinner label={t('history.loading')} />
    return <ErrorCallout error={error} actions={<Button size="small" onPress={() => { void refreshHistory() }}>{t('app.tryAgain')}</Button>} />
  }
  return (
    <div className="history__state">
      {error === null
        ? <span>{t('history.asOf', { when: ago(asOfMs, Math.max(nowMs, asOfMs), i18n.language) })}</span>
        : (
          <span className="history__older" role="note">
            <CloudOff aria-hidden="true" />
            {t('history.older', { why: errorText(error, t).what, when: dateTime(asOfMs, i18n.language) })}
          </span>
        )}
      <IconButton label={t('app.refresh')} hint={t(isAsking ? 'history.refreshing' : 'app.refresh')} icon={<RefreshCw />} onPress={() => { if (!isAsking) void refreshHistory() }} />
    </div>
  )
}

/** The next page of the history; nothing behind the last. */
export function LoadMore() {
  const { t } = useTranslation()
  const { hasMore, isAsking } = useHistory()
  if (!hasMore) return null
  return <div className="history__more"><Button isPending={isAsking} onPress={() => { void loadMoreHistory() }}>{t('history.more')}</Button></div>
}
