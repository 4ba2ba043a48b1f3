import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { useAccount } from '../../stores/account'
import { useJobs } from '../../stores/jobs'
import { goTo, useNavigation } from '../../stores/navigation'
import { useAccountWaiters } from '../../stores/outlook'

/** One word for all jobs that wait for their account, however many; gone by itself once somebody has signed in. */
export function AccountNotice() {
  const { t } = useTranslation()
  const count = useAccountWaiters(useJobs((state) => state.jobs))
  const status = useAccount((state) => state.account.status)
  const place = useNavigation((state) => state.place)
  if (count === 0 || status === 'checking' || status === 'signedIn' || place.page === 'account') return null
  return (
    <div className="notices__one">
      <Callout
        tone="warning"
        title={t(status === 'signedOut' ? 'notices.accountMissing' : 'notices.accountRefused', { count })}
        actions={<Button size="small" onPress={() => { goTo({ page: 'account' }) }}>{t('account.signIn')}</Button>}
      >
        {t('notices.accountNext')}
      </Callout>
    </div>
  )
}
