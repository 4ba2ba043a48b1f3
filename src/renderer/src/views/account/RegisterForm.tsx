import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormErrors } from '../../../../shared/domain/accounts'
import type { ErrorInfo } from '../../../../shared/errors/appError'
import { errorInfoOf } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { ErrorCallout } from '../../components/ErrorCallout'
import { TextField } from '../../components/TextField'
import { register } from '../../stores/accounts'
import { CredentialFields, RefusedCallout } from './CredentialFields'
import { EntryForm } from './EntryForm'

type State =
  | { readonly at: 'idle' }
  | { readonly at: 'asking' }
  | { readonly at: 'refused'; readonly errors: FormErrors }
  | { readonly at: 'registered'; readonly email: string; readonly message: string | null }
  | { readonly at: 'failed'; readonly error: ErrorInfo }

/** A new account at MVSEP, and what to do about its mail. `onBack` gets the address to sign in with. */
export function RegisterForm({ onBack }: { readonly onBack: (email: string) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [state, setState] = useState<State>({ at: 'idle' })
  const errors = state.at === 'refused' ? state.errors : {}
  const isComplete = name.trim() !== '' && email.trim() !== '' && password !== ''
  const submit = async (): Promise<void> => {
    setState({ at: 'asking' })
    try {
      const answer = await register(name.trim(), email.trim(), password)
      setState(answer.outcome === 'registered' ? { at: 'registered', email: answer.email, message: answer.message } : { at: 'refused', errors: answer.errors })
    } catch (error) {
      setState({ at: 'failed', error: errorInfoOf(error) })
    }
    setPassword('')
  }
  const back = <Button kind="quiet" onPress={() => { onBack(email.trim()) }}>{t('accounts.back')}</Button>
  if (state.at === 'registered') {
    return (
      <div role="status">
        <Callout tone="good" title={t('accounts.confirm')} actions={back}>
          <p>{t('accounts.confirmNext', { email: state.email })}</p>
          {state.message !== null && <p className="selectable">{t('app.serversWords', { detail: state.message })}</p>}
        </Callout>
      </div>
    )
  }
  return (
    <EntryForm heading={t('accounts.createHeading')} lead={t('accounts.createWhat')} isReady={isComplete && state.at !== 'asking'} onSubmit={submit}>
      {state.at === 'failed' && <ErrorCallout error={state.error} />}
      {state.at === 'refused' && <RefusedCallout errors={errors} fields={['name', 'email', 'password']} />}
      <TextField label={t('accounts.name')} value={name} onChange={setName} error={errors.name ?? null} autoFocus />
      <CredentialFields email={email} onEmail={setEmail} password={password} onPassword={setPassword} errors={errors} />
      <div className="sign-in__go">
        <Button kind="primary" type="submit" onPress={() => undefined} isDisabled={!isComplete} isPending={state.at === 'asking'}>{t('accounts.createButton')}</Button>
        {back}
      </div>
    </EntryForm>
  )
}
