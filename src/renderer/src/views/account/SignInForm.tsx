import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { call } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { ErrorCallout } from '../../components/ErrorCallout'
import { IconButton } from '../../components/IconButton'
import { TextField } from '../../components/TextField'
import { signIn, useAccount } from '../../stores/account'
import { chooseService, useApp } from '../../stores/app'
import { attempt } from '../../stores/notices'

const open = (link: 'tokenPage' | 'registerPage'): void => { void attempt(() => call('app:openLink', { link })) }

/** The token entry. The token leaves this form once, for main, and is forgotten here when it was good. */
export function SignInForm() {
  const { t } = useTranslation()
  const state = useAccount((account) => account.signIn)
  const keychainAvailable = useApp((app) => app.keychainAvailable)
  const [token, setToken] = useState('')
  const [shown, setShown] = useState(false)
  const submit = async (): Promise<void> => {
    if (!(await signIn(token.trim()))) return
    setToken('')
    await chooseService('mvsep')
  }
  return (
    <Form
      className="sign-in"
      onSubmit={(event) => {
        event.preventDefault()
        if (token.trim() !== '' && state.status !== 'checking') void submit()
      }}
    >
      <p className="account__lead">{t(keychainAvailable ? 'account.signedOut' : 'account.signedOutSession')}</p>
      {!keychainAvailable && <Callout tone="warning" title={t('account.sessionOnly')} />}
      {state.status === 'failed' && <ErrorCallout error={state.error} />}
      <div className="sign-in__row">
        <TextField
          label={t('account.token')}
          value={token}
          onChange={setToken}
          type={shown ? 'text' : 'password'}
          description={t('account.tokenHelp')}
          end={
            <IconButton
              label={t(shown ? 'account.hideToken' : 'account.showToken')}
              icon={shown ? <EyeOff /> : <Eye />}
              onPress={() => { setShown(!shown) }}
            />
          }
        />
        <Button kind="primary" type="submit" onPress={() => undefined} isDisabled={token.trim() === ''} isPending={state.status === 'checking'}>
          {t('account.signIn')}
        </Button>
      </div>
      {state.status === 'checking' && <p role="status" className="account__lead">{t('account.signingIn')}</p>}
      <div className="sign-in__links">
        <Button kind="quiet" size="small" onPress={() => { open('tokenPage') }}>{t('account.whereToken')}</Button>
        <Button kind="quiet" size="small" onPress={() => { open('registerPage') }}>{t('account.register')}</Button>
      </div>
    </Form>
  )
}
