import { Split, TriangleAlert } from 'lucide-react'
import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { describeBatch } from '../../../../shared/domain/batch'
import { paysCredits, type Sender } from '../../../../shared/domain/limits'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { useAccount } from '../../stores/account'
import { useApp } from '../../stores/app'
import { loadCatalogue } from '../../stores/catalogue'
import { obstacleOf } from '../../stores/choice'
import { useInputs } from '../../stores/inputs'
import { goTo } from '../../stores/navigation'
import { pairOf, usePair } from '../../stores/pair'
import { usePlan } from '../../stores/plan'
import { separate } from '../../stores/separate'
import { useSite } from '../../stores/site'
import { BatchFacts } from './BatchFacts'
import { limitGroups } from './brokenLimitGroups'
import { JobMatrix } from './JobMatrix'
import { includedCells, isFullTable, possibleJobs, seenPlans, spentReferences, toBatchItem, toItems, toJobTable, samePlans, type JobTable } from './jobTable'
import { Limits } from './Limits'
import { limitWords } from './limitWords'
import { needOf } from './need'
import { PlanStems } from './PlanStems'
import './before.css'

/** "5 files × 3 plans = 15 jobs", and how many were left out; the jobs alone where not every song goes with every plan. */
function Formula({ table, jobs }: { readonly table: JobTable; readonly jobs: number }) {
  const { t } = useTranslation()
  const parts = {
    files: t('plans.files', { count: table.rows.length }),
    plans: t('plans.plans', { count: table.plans.length }),
    jobs: t('plans.jobs', { count: jobs })
  }
  const left = possibleJobs(table) - jobs
  const words = isFullTable(table)
    ? left === 0 ? t('plans.formula', parts) : t('plans.formulaLeftOut', { ...parts, left })
    : left === 0 ? parts.jobs : t('plans.jobsLeftOut', { ...parts, left })
  return <p className="before__formula">{words}</p>
}

/** What will be made, of how much, for what; and the button that starts it. */
export function BeforeYouStart({ service, algorithms }: { readonly service: ServiceId; readonly algorithms: readonly Algorithm[] }) {
  const { t, i18n } = useTranslation()
  const needId = useId()
  const inputs = useInputs((state) => state.inputs)
  const account = useAccount((state) => state.account)
  const localService = useApp((state) => state.localService)
  const slots = usePlan((state) => state.slots[service])
  const presentId = usePlan((state) => state.presentIds[service])
  const leftOut = usePlan((state) => state.leftOut)
  const sending = usePlan((state) => state.sending)
  const freeLeft = useSite(({ queue }) => queue.status === 'ready' ? (queue.value.freeSeparations?.left ?? null) : null)
  const sender: Sender = service === 'local' ? 'local' : account
  // A folder times a few plans is thousands of jobs; they are counted when they change, not at every frame.
  const places = usePair()
  const pair = useMemo(() => pairOf(inputs, places), [inputs, places])
  const table = useMemo(() => toJobTable(inputs, seenPlans(slots, algorithms), leftOut, pair), [inputs, slots, algorithms, leftOut, pair])
  const cells = useMemo(() => includedCells(table), [table])
  const facts = useMemo(() => describeBatch(cells.map(toBatchItem), sender, freeLeft), [cells, sender, freeLeft])
  const broken = useMemo(() => limitGroups(cells, facts, sender), [cells, facts, sender])
  const refused = broken.find(({ isSure }) => isSure)
  const refusal = refused === undefined ? null : limitWords(refused, t, i18n.language).what
  const need = needOf({ obstacle: obstacleOf(service, account, localService), slots, algorithms, inputs, pair, table, refusal }, t)
  const isPaying = paysCredits(sender)
  const isSeveral = possibleJobs(table) > 1
  const same = samePlans(table.plans)
  const lastPlan = (table.plans.find(({ slotId }) => slotId === presentId) ?? table.plans[0])?.plan
  return (
    <Card title={t('separate.beforeYouStart')} className="before">
      <div className="before__body">
        <Limits groups={broken} cells={cells} sender={sender} />
        {same !== null && <p className="limits__one"><TriangleAlert aria-hidden="true" /><span>{t('plans.samePlans', same)}</span></p>}
        <PlanStems plans={table.plans} />
        {isSeveral && <JobMatrix table={table} isPaying={isPaying} />}
        {service === 'mvsep' && !isPaying && cells.length > 1 && <p className="before__soft">{t('separate.oneAtATime')}</p>}
      </div>
      {/* The sum and what it costs stay beside the button, however long the rest is. */}
      <div className="before__go">
        {isSeveral && <Formula table={table} jobs={cells.length} />}
        <BatchFacts service={service} cells={cells} facts={facts} withJobs={!isSeveral} />
        <Button
          kind="primary"
          size="large"
          icon={<Split />}
          isDisabled={need !== null}
          isPending={sending}
          describedBy={needId}
          onPress={() => { if (lastPlan !== undefined) void separate(service, toItems(cells), lastPlan, spentReferences(table)) }}
        >
          {t('separate.separate')}
        </Button>
        <p className="before__need" id={needId}>{need ?? (broken.length > 0 && t('plans.limits.warned', { count: broken.length }))}</p>
        {service === 'local' && localService.status === 'failed' && (
          <Button kind="quiet" size="small" onPress={() => { void loadCatalogue('local', true) }}>{t('app.tryAgain')}</Button>
        )}
        {service === 'mvsep' && account.status === 'signedOut' && (
          <Button kind="quiet" size="small" onPress={() => { goTo({ page: 'account' }) }}>{t('account.signIn')}</Button>
        )}
      </div>
    </Card>
  )
}
