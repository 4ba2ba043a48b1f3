import { Split } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { useAccount } from '../../stores/account'
import { useApp } from '../../stores/app'
import { loadCatalogue } from '../../stores/catalogue'
import { obstacleOf } from '../../stores/choice'
import { useInputs } from '../../stores/inputs'
import { goTo } from '../../stores/navigation'
import { usePlan } from '../../stores/plan'
import { separate } from '../../stores/separate'
import { BatchFacts } from './BatchFacts'
import { JobMatrix } from './JobMatrix'
import { includedCells, possibleJobs, seenPlans, toItems, toJobTable, type JobTable } from './jobTable'
import { needOf } from './need'
import { PlanStems } from './PlanStems'
import './before.css'

/** "5 files × 3 plans = 15 jobs", and how many of them were left out. */
function Formula({ table, jobs }: { readonly table: JobTable; readonly jobs: number }) {
  const { t } = useTranslation()
  const parts = {
    files: t('plans.files', { count: table.rows.filter(({ input }) => input !== null).length }),
    plans: t('plans.plans', { count: table.plans.length }),
    jobs: t('plans.jobs', { count: jobs })
  }
  const left = possibleJobs(table) - jobs
  return <p className="before__formula">{left === 0 ? t('plans.formula', parts) : t('plans.formulaLeftOut', { ...parts, left })}</p>
}

/** What will be made, of how much, for what; and the button that starts it. */
export function BeforeYouStart({ service, algorithms }: { readonly service: ServiceId; readonly algorithms: readonly Algorithm[] }) {
  const { t } = useTranslation()
  const needId = useId()
  const inputs = useInputs((state) => state.inputs)
  const account = useAccount((state) => state.account)
  const localService = useApp((state) => state.localService)
  const slots = usePlan((state) => state.slots[service])
  const presentId = usePlan((state) => state.presentIds[service])
  const leftOut = usePlan((state) => state.leftOut)
  const sending = usePlan((state) => state.sending)
  const table = toJobTable(inputs, seenPlans(slots, algorithms), leftOut)
  const cells = includedCells(table)
  const need = needOf({ obstacle: obstacleOf(service, account, localService), slots, algorithms, inputs, table }, t)
  const isPaying = service === 'mvsep' && account.status === 'signedIn' && account.premiumEnabled
  const lastPlan = (table.plans.find(({ slotId }) => slotId === presentId) ?? table.plans[0])?.plan
  return (
    <Card title={t('separate.beforeYouStart')} className="before">
      <PlanStems plans={table.plans} />
      {possibleJobs(table) > 1 && (
        <div className="before__jobs">
          <Formula table={table} jobs={cells.length} />
          <JobMatrix table={table} isPaying={isPaying} />
        </div>
      )}
      <BatchFacts service={service} cells={cells} />
      {service === 'mvsep' && !isPaying && cells.length > 1 && <p className="before__soft">{t('separate.oneAtATime')}</p>}
      <div className="before__go">
        <Button
          kind="primary"
          size="large"
          icon={<Split />}
          isDisabled={need !== null}
          isPending={sending}
          describedBy={needId}
          onPress={() => { if (lastPlan !== undefined) void separate(service, toItems(cells), lastPlan) }}
        >
          {t('separate.separate')}
        </Button>
        <p className="before__need" id={needId}>{need}</p>
        {service === 'local' && localService.status === 'failed' && (
          <Button kind="quiet" size="small" onPress={() => { void loadCatalogue('local', true) }}>{t('app.tryAgain')}</Button>
        )}
        {service === 'mvsep' && account.status === 'signedOut' && (
          <Button kind="quiet" size="small" onPress={() => { goTo({ page: 'account' }) }}>{t('separate.goSignIn')}</Button>
        )}
      </div>
    </Card>
  )
}
