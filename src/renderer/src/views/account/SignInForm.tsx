import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { chooseService, useApp } from '../../stores/app'
import { PasswordForm } from './PasswordForm'
import { RegisterForm } from './RegisterForm'
import { TokenForm } from './TokenForm'

export interface SignInFormProps {
  /** The address to begin with. */
  readonly email?: string
  readonly onDone?: () => void
}

/** The ways in: e-mail and password, an API token, a new account. */
export function SignInForm({ email = '', onDone }: SignInFormProps) {
  const { t } = useTranslation()
  const keychainAvailable = useApp((app) => app.keychainAvailable)
  const [place, setPlace] = useState<{ readonly at: 'signIn'; readonly email: string } | { readonly at: 'register' }>({ at: 'signIn', email })
  const signedIn = async (): Promise<void> => {
    onDone?.()
    await chooseService('mvsep')
  }
  if (place.at === 'register') return <RegisterForm onBack={(made) => { setPlace({ at: 'signIn', email: made }) }} />
  return (
    <div className="ways-in">
      {!keychainAvailable && <Callout tone="warning" title={t('account.sessionOnly')} />}
      <PasswordForm email={place.email} onSignedIn={signedIn} />
      <TokenForm onSignedIn={signedIn} />
      <p className="ways-in__new">
        <span className="account__lead">{t('accounts.newHere')}</span>
        <Button kind="quiet" size="small" onPress={() => { setPlace({ at: 'register' }) }}>{t('accounts.create')}</Button>
      </p>
    </div>
  )
}
