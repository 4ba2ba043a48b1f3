import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownAccount } from '../../../../shared/domain/accounts'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { Dialog } from '../../components/Dialog'
import { removeAccount, switchTo, useAccounts } from '../../stores/accounts'

export interface KnownAccountsProps {
  /** Asks for a sign-in form that begins with this address. */
  readonly onAdd: (email: string) => void
}

/** Every account this app knows: which one is active, and the ways to another. */
export function KnownAccounts({ onAdd }: KnownAccountsProps) {
  const { t } = useTranslation()
  const known = useAccounts((state) => state.known)
  const [leaving, setLeaving] = useState<KnownAccount | null>(null)
  if (known.length === 0) return null
  // The active account stands above already; alone it needs no list.
  const isAlone = known.length === 1 && known[0]?.isActive === true
  return (
    <Card title={t('accounts.known')} aside={<Button size="small" kind="quiet" onPress={() => { onAdd('') }}>{t('accounts.add')}</Button>}>
      <p className="account__lead">{t('accounts.knownWhat')}</p>
      {!isAlone && (
        <ul className="rows" aria-label={t('accounts.known')}>
          {known.map((account) => (
            <li className="rows__one" key={account.id} aria-current={account.isActive}>
              <div className="rows__words">
                <p className="rows__name truncate">{account.email}</p>
                <p className="account__lead truncate">
                  {[account.name, t(account.isActive ? 'accounts.active' : account.isSignedIn ? 'accounts.signedIn' : 'accounts.signedOut')].filter((word) => word !== '').join(' · ')}
                </p>
              </div>
              {!account.isActive && account.isSignedIn && (
                <Button size="small" label={t('accounts.switchTo', { email: account.email })} onPress={() => { void switchTo(account.id) }}>{t('accounts.switchShort')}</Button>
              )}
              {!account.isSignedIn && <Button size="small" label={t('accounts.signInAgain', { email: account.email })} onPress={() => { onAdd(account.email) }}>{t('accounts.signInShort')}</Button>}
              <Button size="small" kind="quiet" label={t('accounts.remove', { email: account.email })} onPress={() => { setLeaving(account) }}>{t('app.remove')}</Button>
            </li>
          ))}
        </ul>
      )}
      {leaving !== null && (
        <Dialog
          title={t('accounts.removeTitle', { email: leaving.email })}
          closeLabel={t('app.cancel')}
          isOpen
          onClose={() => { setLeaving(null) }}
          footer={
            <>
              <Button kind="quiet" onPress={() => { setLeaving(null) }}>{t('app.cancel')}</Button>
              <Button
                kind="danger"
                onPress={() => {
                  setLeaving(null)
                  void removeAccount(leaving.id)
                }}
              >
                {t('app.remove')}
              </Button>
            </>
          }
        >
          <p>{t('accounts.removeNext')}</p>
        </Dialog>
      )}
    </Card>
  )
}
