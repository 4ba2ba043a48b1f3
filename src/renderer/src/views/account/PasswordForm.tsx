import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FormErrors } from '../../../../shared/domain/accounts'
import type { ErrorInfo } from '../../../../shared/errors/appError'
import { call, errorInfoOf } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { ErrorCallout } from '../../components/ErrorCallout'
import { TextField } from '../../components/TextField'
import { logIn } from '../../stores/accounts'
import { attempt } from '../../stores/notices'
import { SecretField } from './SecretField'

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
    <Form
      className="sign-in"
      aria-label={t('accounts.signInHeading')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isComplete && state.at !== 'asking') void submit()
      }}
    >
      <h3 className="sign-in__heading">{t('accounts.signInHeading')}</h3>
      <p className="account__lead">{t('accounts.signInWhat')}</p>
      {state.at === 'failed' && <ErrorCallout error={state.error} />}
      {state.at === 'refused' && errors.email === undefined && errors.password === undefined && <Callout tone="error" title={errors.general ?? errors.name ?? t('accounts.wrong')} />}
      {state.at === 'noToken' && (
        <Callout
          tone="warning"
          title={t('accounts.noToken')}
          actions={<Button size="small" onPress={() => { void attempt(() => call('app:openLink', { link: 'tokenPage' })) }}>{t('accounts.makeToken')}</Button>}
        >
          {t('accounts.noTokenNext', { email: state.email })}
        </Callout>
      )}
      <div className="sign-in__pair">
        <TextField label={t('accounts.email')} value={email} onChange={setEmail} error={errors.email ?? null} />
        <SecretField
          label={t('accounts.password')} showLabel={t('accounts.showPassword')} hideLabel={t('accounts.hidePassword')}
          value={password} onChange={setPassword} error={errors.password ?? null}
        />
      </div>
      <div className="sign-in__go">
        <Button kind="primary" type="submit" onPress={() => undefined} isDisabled={!isComplete} isPending={state.at === 'asking'}>{t('accounts.signIn')}</Button>
      </div>
    </Form>
  )
}
