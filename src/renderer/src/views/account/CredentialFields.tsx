import { useTranslation } from 'react-i18next'
import type { FormErrors } from '../../../../shared/domain/accounts'
import { Callout } from '../../components/Callout'
import { TextField } from '../../components/TextField'
import { SecretField } from './SecretField'

export interface CredentialFieldsProps {
  readonly email: string
  readonly onEmail: (email: string) => void
  readonly password: string
  readonly onPassword: (password: string) => void
  readonly errors: FormErrors
}

/** E-mail and password, each with what the service says of it. */
export function CredentialFields({ email, onEmail, password, onPassword, errors }: CredentialFieldsProps) {
  const { t } = useTranslation()
  return (
    <div className="sign-in__pair">
      <TextField label={t('accounts.email')} value={email} onChange={onEmail} error={errors.email ?? null} />
      <SecretField
        label={t('accounts.password')} showLabel={t('accounts.showPassword')} hideLabel={t('accounts.hidePassword')}
        value={password} onChange={onPassword} error={errors.password ?? null}
      />
    </div>
  )
}

/** A refusal that stands on none of the form's `fields`. */
export function RefusedCallout({ errors, fields }: { readonly errors: FormErrors; readonly fields: readonly (keyof FormErrors)[] }) {
  const { t } = useTranslation()
  if (fields.some((field) => errors[field] !== undefined)) return null
  return <Callout tone="error" title={errors.general ?? errors.name ?? t('accounts.wrong')} />
}
