import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../shared/domain/account'
import { ACCOUNT_SWITCHES, type AccountSwitch } from '../../../../shared/domain/accounts'
import { Switch } from '../../components/Switch'
import { turn, useAccounts } from '../../stores/accounts'
import { errorText } from '../../text/errorText'

const WORDS = {
  premium: ['accounts.premium', 'accounts.premiumWhat'],
  longFilenames: ['accounts.longFilenames', 'accounts.longFilenamesWhat']
} as const satisfies Record<AccountSwitch, readonly string[]>

/** What the account switches at MVSEP: the service's truth, shown ahead while it is told, taken back where it refuses. */
export function AccountSwitches({ account }: { readonly account: Account & { readonly status: 'signedIn' } }) {
  const { t } = useTranslation()
  const turning = useAccounts((state) => state.turning)
  const notTurned = useAccounts((state) => state.notTurned)
  const there = { premium: account.premiumEnabled, longFilenames: account.longFilenames }
  const why = (): string => {
    if (notTurned === null) return ''
    const { what, detail } = errorText(notTurned.error, t)
    return detail ?? what
  }
  return (
    <div className="switches">
      {ACCOUNT_SWITCHES.map((which) => (
        <div key={which}>
          <Switch
            label={t(WORDS[which][0])}
            description={t(WORDS[which][1])}
            isSelected={turning?.which === which ? turning.on : there[which]}
            isDisabled={turning !== null}
            onChange={(on) => { void turn(which, on) }}
          />
          {turning?.which === which && <p className="switches__word" role="status">{t('accounts.switching')}</p>}
          {notTurned?.which === which && <p className="switches__word switches__word--bad" role="alert">{t('accounts.notSwitched', { why: why() })}</p>}
        </div>
      ))}
    </div>
  )
}
