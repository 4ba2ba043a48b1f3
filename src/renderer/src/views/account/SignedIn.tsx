import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../shared/domain/account'
import { Button } from '../../components/Button'
import { refreshAccount, signOut } from '../../stores/account'
import { count, dateTime } from '../../text/format'
import { AccountSwitches } from './AccountSwitches'
import { Who } from './Who'

/** Who is signed in, what is left, and where the token is kept. */
export function SignedIn({ account }: { readonly account: Account & { readonly status: 'signedIn' } }) {
  const { t, i18n } = useTranslation()
  return (
    <div className="signed-in">
      <Who name={account.name} email={account.email} />
      <dl className="facts">
        <div>
          <dt>{t('account.credits')}</dt>
          <dd><strong className="facts__big">{count(account.credits, i18n.language)}</strong><span>{t('account.creditsWhat')}</span></dd>
        </div>
        <div><dt>{t('account.kept')}</dt><dd>{t(account.kept === 'keychain' ? 'account.keptKeychain' : 'account.keptSession')}</dd></div>
      </dl>
      <AccountSwitches account={account} />
      <div className="signed-in__actions">
        <Button onPress={() => { void refreshAccount() }}>{t('account.refresh')}</Button>
        <Button kind="danger" onPress={() => { void signOut() }}>{t('account.signOut')}</Button>
        <span className="account__lead">{t('account.checkedAt', { when: dateTime(account.checkedAtMs, i18n.language) })}</span>
      </div>
    </div>
  )
}
