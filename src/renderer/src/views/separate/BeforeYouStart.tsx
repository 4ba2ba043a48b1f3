import { Split } from 'lucide-react'
import type { TFunction } from 'i18next'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../shared/domain/account'
import { creditsFor } from '../../../../shared/domain/cost'
import { toPlan } from '../../../../shared/domain/defaultPlan'
import type { Input } from '../../../../shared/domain/input'
import type { ServiceId } from '../../../../shared/domain/service'
import { visibleFields } from '../../../../shared/domain/visibleFields'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { StemChip } from '../../components/StemChip'
import { useAccount } from '../../stores/account'
import { useApp } from '../../stores/app'
import { loadCatalogue } from '../../stores/catalogue'
import { obstacleOf } from '../../stores/choice'
import { useInputs } from '../../stores/inputs'
import { goTo } from '../../stores/navigation'
import { separate, usePlan } from '../../stores/plan'
import { clock, count } from '../../text/format'
import type { AlgorithmCardProps } from './AlgorithmCard'

interface Cost {
  /** Sum over the inputs whose length is known. */
  readonly credits: number
  /** False when a length is unknown, and the sum is only a lower bound. */
  readonly exact: boolean
}

function costOf({ algorithm, choice }: AlgorithmCardProps, inputs: readonly Input[]): Cost {
  if (algorithm === null || choice === null) return { credits: 0, exact: true }
  const each = inputs.map((input) => creditsFor(algorithm, choice.values, input.durationSeconds))
  return { credits: each.reduce<number>((sum, credits) => sum + (credits ?? 1), 0), exact: !each.includes(null) }
}

function costText(service: ServiceId, account: Account, { credits, exact }: Cost, t: TFunction, language: string): string {
  if (service === 'local') return t('separate.costFreeLocal')
  if (account.status === 'signedIn' && !account.premiumEnabled) return t('separate.costFree')
  const formatted = count(credits, language)
  return exact ? t('separate.costCredits', { count: credits, formatted }) : t('separate.costAtLeast', { count: credits, formatted })
}

/** Why Separate cannot be pressed yet, as the next step; null when it can. */
function useNeed({ service, algorithm, choice }: AlgorithmCardProps, inputs: readonly Input[]): string | null {
  const { t } = useTranslation()
  const account = useAccount((state) => state.account)
  const local = useApp((state) => state.localService)
  switch (obstacleOf(service, account, local)) {
    case 'signIn': return t('separate.needSignIn')
    case 'checking': return t('separate.needChecking')
    case 'tokenCheck': return t('separate.needTokenCheck')
    case 'localService': return t('separate.needLocalService')
    case null:
  }
  if (inputs.length === 0) return t('separate.needInput')
  if (algorithm === null || choice === null) return t('separate.needAlgorithm')
  const empty = visibleFields(algorithm.fields, choice.values)
    .find((field) => field.required && (choice.values[field.name] ?? '').trim() === '')
  return empty === undefined ? null : t('separate.needField', { field: empty.text })
}

/** What will be made, of how much, for what; and the button that starts it. */
export function BeforeYouStart(props: AlgorithmCardProps) {
  const { service, algorithm, choice } = props
  const { t, i18n } = useTranslation()
  const needId = useId()
  const inputs = useInputs((state) => state.inputs)
  const account = useAccount((state) => state.account)
  const sending = usePlan((state) => state.sending)
  const localFailed = useApp((state) => state.localService.status === 'failed')
  const need = useNeed(props, inputs)
  const stems = algorithm?.stems ?? []
  const seconds = inputs.reduce((sum, input) => sum + (input.durationSeconds ?? 0), 0)
  const exact = inputs.every((input) => input.durationSeconds !== null)
  const cost = costOf(props, inputs)
  const paying = service === 'mvsep' && account.status === 'signedIn' && account.premiumEnabled
  return (
    <Card title={t('separate.beforeYouStart')} className="before">
      <div className="before__stems">
        <p className="before__label">{t('separate.stems')}</p>
        {stems.length > 0
          ? <div className="chips">{stems.map((stem) => <StemChip key={stem.key} name={stem.label} />)}</div>
          : <p className="before__soft">{t('separate.stemsUnknown')}</p>}
      </div>
      <dl className="before__facts">
        <div><dt>{t('separate.jobs')}</dt><dd>{t('separate.jobCount', { count: inputs.length })}</dd></div>
        <div>
          <dt>{t('separate.totalDuration')}</dt>
          <dd>{exact ? clock(seconds) : t('separate.atLeast', { duration: clock(seconds) })}</dd>
        </div>
        <div>
          <dt>{t('separate.cost')}</dt>
          <dd>
            {costText(service, account, cost, t, i18n.language)}
            {paying && (
              <span className="before__soft">
                {t('separate.creditsLeft', { count: account.credits, formatted: count(account.credits, i18n.language) })}
              </span>
            )}
          </dd>
        </div>
      </dl>
      {paying && cost.credits > account.credits && <p className="before__warning" role="note">{t('separate.notEnoughCredits')}</p>}
      {service === 'mvsep' && !paying && inputs.length > 1 && <p className="before__soft">{t('separate.oneAtATime')}</p>}
      <div className="before__go">
        <Button
          kind="primary"
          size="large"
          icon={<Split />}
          isDisabled={need !== null}
          isPending={sending}
          describedBy={needId}
          onPress={() => { if (algorithm !== null && choice !== null) void separate(service, toPlan(algorithm, choice.values, choice.outputFormat)) }}
        >
          {t('separate.separate')}
        </Button>
        <p className="before__need" id={needId}>{need}</p>
        {service === 'local' && localFailed && (
          <Button kind="quiet" size="small" onPress={() => { void loadCatalogue('local', true) }}>{t('app.tryAgain')}</Button>
        )}
        {service === 'mvsep' && account.status === 'signedOut' && (
          <Button kind="quiet" size="small" onPress={() => { goTo({ page: 'account' }) }}>{t('separate.goSignIn')}</Button>
        )}
      </div>
    </Card>
  )
}
