import { useTranslation } from 'react-i18next'

/** Whose account it is. */
export function Who({ name, email }: { readonly name: string; readonly email: string }) {
  const { t } = useTranslation()
  return (
    <div className="signed-in__who">
      <span className="signed-in__face" aria-hidden="true">{name.slice(0, 1).toUpperCase()}</span>
      <div>
        <p className="signed-in__name"><span className="visually-hidden">{t('account.signedInAs')} </span>{name}</p>
        <p className="account__lead selectable">{email}</p>
      </div>
    </div>
  )
}
