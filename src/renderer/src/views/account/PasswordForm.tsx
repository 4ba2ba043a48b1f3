import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormErrors } from '../../../../shared/domain/accounts'
import type { ErrorInfo } from '../../../../shared/errors/appError'
import { call, errorInfoOf } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { ErrorCallout } from '../../components/ErrorCallout'
import { logIn } from '../../stores/accounts'
import { attempt } from '../../stores/notices'
import { CredentialFields, RefusedCallout } from './CredentialFields'
import { EntryForm } from './EntryForm'

type State =
  | { readonly at: 'idle' }
  | { readonly at: 'asking' }
  | { readonly at: 'refused'; readonly errors: FormErrors }
  | { readonly at: 'noToken'; readonly email: string }
  | { readonly at: 'failed'; readonly error: ErrorInfo }

/** E-mail and password: they leave this form once, and the password is gone from it with every answer. */
export function PasswordForm({ email: given, onSignedIn }: { readonly email: string; readonly onSignedIn: () => Promise<void> }) {
  const { t } = useTranslation()
  const [email, setEmail] = useState(given)
  const [password, setPassword] = useState('')
  const [state, setState] = useState<State>({ at: 'idle' })
  const errors = state.at === 'refused' ? state.errors : {}
  const isComplete = email.trim() !== '' && password !== ''
  const submit = async (): Promise<void> => {
    setState({ at: 'asking' })
    try {
      const answer = await logIn(email.trim(), password)
      setPassword('')
      if (answer.outcome === 'signedIn') {
        setState({ at: 'idle' })
        await onSignedIn()
      } else setState(answer.outcome === 'noToken' ? { at: 'noToken', email: answer.email } : { at: 'refused', errors: answer.errors })
    } catch (error) {
      setPassword('')
      setState({ at: 'failed', error: errorInfoOf(error) })
    }
  }
  return (
    <EntryForm heading={t('accounts.signInHeading')} lead={t('accounts.signInWhat')} isReady={isComplete && state.at !== 'asking'} onSubmit={submit}>
      {state.at === 'failed' && <ErrorCallout error={state.error} />}
      {state.at === 'refused' && <RefusedCallout errors={errors} fields={['email', 'password']} />}
      {state.at === 'noToken' && (
        <Callout
          tone="warning"
          title={t('accounts.noToken')}
          actions={<Button size="small" onPress={() => { void attempt(() => call('app:openLink', { link: 'tokenPage' })) }}>{t('accounts.makeToken')}</Button>}
        >
          {t('accounts.noTokenNext', { email: state.email })}
        </Callout>
      )}
      <CredentialFields email={email} onEmail={setEmail} password={password} onPassword={setPassword} errors={errors} />
      <div className="sign-in__go">
        <Button kind="primary" type="submit" onPress={() => undefined} isDisabled={!isComplete} isPending={state.at === 'asking'}>{t('accounts.signIn')}</Button>
      </div>
    </EntryForm>
  )
}
