import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../bridge/client'
import { Button } from '../../components/Button'
import { ErrorCallout } from '../../components/ErrorCallout'
import { signIn, useAccount } from '../../stores/account'
import { useApp } from '../../stores/app'
import { attempt } from '../../stores/notices'
import { EntryForm } from './EntryForm'
import { SecretField } from './SecretField'

/** The token entry. The token leaves this form once, for main, and is forgotten here when it was good. */
export function TokenForm({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }) {
  const { t } = useTranslation()
  const state = useAccount((account) => account.signIn)
  const keychainAvailable = useApp((app) => app.keychainAvailable)
  const [token, setToken] = useState('')
  const submit = async (): Promise<void> => {
    if (!(await signIn(token.trim()))) return
    setToken('')
    await onSignedIn()
  }
  return (
    <EntryForm heading={t('accounts.tokenHeading')} lead={t(keychainAvailable ? 'account.signedOut' : 'account.signedOutSession')} isReady={token.trim() !== '' && state.status !== 'checking'} onSubmit={submit}>
      {state.status === 'failed' && <ErrorCallout error={state.error} />}
      <div className="sign-in__row">
        <SecretField
          label={t('account.token')} showLabel={t('account.showToken')} hideLabel={t('account.hideToken')}
          value={token} onChange={setToken} description={t('account.tokenHelp')}
        />
        <Button type="submit" onPress={() => undefined} isDisabled={token.trim() === ''} isPending={state.status === 'checking'}>{t('account.signIn')}</Button>
      </div>
      {state.status === 'checking' && <p role="status" className="account__lead">{t('account.signingIn')}</p>}
      <div className="sign-in__links">
        <Button kind="quiet" size="small" onPress={() => { void attempt(() => call('app:openLink', { link: 'tokenPage' })) }}>{t('account.whereToken')}</Button>
      </div>
    </EntryForm>
  )
}
