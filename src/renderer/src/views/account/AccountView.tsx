import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { Card } from '../../components/Card'
import { ChoiceCards } from '../../components/ChoiceCards'
import { PageHead } from '../../components/PageHead'
import { refreshAccount, signOut, useAccount } from '../../stores/account'
import { useAccounts } from '../../stores/accounts'
import { chooseService } from '../../stores/app'
import { errorText } from '../../text/errorText'
import { KnownAccounts } from './KnownAccounts'
import { RunningThere } from './RunningThere'
import { SignedIn } from './SignedIn'
import { SignInForm } from './SignInForm'
import { Who } from './Who'
import './account.css'

function AccountPart() {
  const { t } = useTranslation()
  const account = useAccount((state) => state.account)
  const known = useAccounts((state) => state.known.find(({ isActive }) => isActive))
  switch (account.status) {
    case 'signedOut': return <SignInForm />
    case 'checking': return <p className="account__lead" role="status">{t('service.checking')}</p>
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
      return (
        <div className="signed-in">
          {known !== undefined && <Who name={known.name} email={known.email} />}
          {words}
          {account.error.code === 'tokenInvalid' && <SignInForm />}
        </div>
      )
    }
  }
}

/** Where songs are separated, who is signed in to MVSEP, what runs there, and who else can be. */
export function AccountView({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const status = useAccount((state) => state.account.status)
  const activeId = useAccounts((state) => state.known.find(({ isActive }) => isActive)?.id ?? null)
  const [adding, setAdding] = useState<string | null>(null)
  return (
    <div className="page page--narrow">
      <PageHead title={t('navigation.account')} />
      <Card title={t('account.where')}>
        <ChoiceCards
          label={t('account.where')}
          labelHidden
          value={service}
          onChange={(key) => { void chooseService(key === 'local' ? 'local' : 'mvsep') }}
          choices={[
            { key: 'mvsep', label: t('service.mvsep'), description: t('account.whereMvsepWhat') },
            { key: 'local', label: t('service.local'), description: t('account.whereLocalWhat') }
          ]}
        />
      </Card>
      {adding === null
        ? <Card title={t('account.mvsepHeading')}><AccountPart /></Card>
        : (
          <Card
            title={t(status === 'signedOut' ? 'account.mvsepHeading' : 'accounts.addHeading')}
            aside={<Button size="small" kind="quiet" onPress={() => { setAdding(null) }}>{t('accounts.addCancel')}</Button>}
          >
            <SignInForm key={adding} email={adding} onDone={() => { setAdding(null) }} />
          </Card>
        )}
      {status === 'signedIn' && activeId !== null && <RunningThere key={activeId} accountId={activeId} />}
      <KnownAccounts onAdd={setAdding} />
    </div>
  )
}
