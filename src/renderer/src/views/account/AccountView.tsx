import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { Card } from '../../components/Card'
import { ChoiceCards } from '../../components/ChoiceCards'
import { PageHead } from '../../components/PageHead'
import { refreshAccount, signOut, useAccount } from '../../stores/account'
import { chooseService } from '../../stores/app'
import { errorText } from '../../text/errorText'
import { SignedIn } from './SignedIn'
import { SignInForm } from './SignInForm'
import './account.css'

function AccountPart() {
  const { t } = useTranslation()
  const account = useAccount((state) => state.account)
  switch (account.status) {
    case 'signedOut': return <SignInForm />
    case 'checking': return <p className="account__lead" role="status">{t('account.checking')}</p>
    case 'signedIn': return <SignedIn account={account} />
    case 'unchecked': {
      const { what, next } = errorText(account.error, t)
      const words = (
        <Callout
          tone="warning"
          title={t('account.unchecked')}
          actions={
            <>
              <Button size="small" onPress={() => { void refreshAccount() }}>{t('account.refresh')}</Button>
              <Button size="small" kind="quiet" onPress={() => { void signOut() }}>{t('account.signOut')}</Button>
            </>
          }
        >
          {what} {next}
        </Callout>
      )
      // A token that was refused is replaced here and now; the jobs that wait for it go on.
      return account.error.code === 'tokenInvalid' ? <>{words}<SignInForm /></> : words
    }
  }
}

/** Where songs are separated, and the MVSEP account. */
export function AccountView({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  return (
    <div className="page page--narrow">
      <PageHead title={t('account.title')} />
      <Card title={t('account.where')}>
        <ChoiceCards
          label={t('account.where')}
          labelHidden
          value={service}
          onChange={(key) => { void chooseService(key === 'local' ? 'local' : 'mvsep') }}
          choices={[
            { key: 'mvsep', label: t('account.whereMvsep'), description: t('account.whereMvsepWhat') },
            { key: 'local', label: t('account.whereLocal'), description: t('account.whereLocalWhat') }
          ]}
        />
      </Card>
      <Card title={t('account.mvsepHeading')}><AccountPart /></Card>
    </div>
  )
}
