import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import { useApp } from '../../stores/app'
import { loadCatalogue, useCatalogue } from '../../stores/catalogue'
import { presentChoice, usePlan, type KeptPlan } from '../../stores/plan'
import { loadPresets, usePresets } from '../../stores/presets'
import { loadQueue } from '../../stores/site'
import { JobsCard } from '../jobs/JobsCard'
import { PrepareHost } from '../prepare/PrepareHost'
import { AddAudio } from './AddAudio'
import { AlgorithmCard } from './AlgorithmCard'
import { BeforeYouStart } from './BeforeYouStart'
import { PlanBar } from './PlanBar'
import './separate.css'

/** The plan to begin with: the default preset where there is one, else the last plan. */
function useKeptPlan(service: ServiceId): KeptPlan | null {
  const lastPlan = useApp((state) => state.settings.lastPlan[service])
  const preset = usePresets(({ list }) => list.presets.find(({ id }) => id === list.defaults[service]))
  return useMemo(() => {
    if (preset !== undefined) return { plan: preset.plan, origin: { kind: 'preset', name: preset.name } }
    return lastPlan === null ? null : { plan: lastPlan, origin: { kind: 'lastPlan' } }
  }, [preset, lastPlan])
}

/** Songs in, algorithm chosen, cost and stems in sight, and off they go. */
export function SeparateView({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const catalogue = useCatalogue((state) => state.byService[service].catalogue)
  const kept = useKeptPlan(service)
  const localReady = useApp((state) => state.localService.status === 'running')
  const settle = usePlan((state) => state.settle)
  const choice = usePlan((state) => presentChoice(state, service))
  const wanted = usePlan((state) => state.wanted[service])
  const isChosen = usePlan((state) => state.slots[service].length > 0)
  const presetsSettled = usePresets((state) => state.isSettled)

  // Asking starts the local service where it rests; once it runs (again), what it offers is asked for anew.
  useEffect(() => { void loadCatalogue(service) }, [service, localReady])
  useEffect(() => { void loadPresets() }, [])
  // How many free runs are left changes with every job, here and elsewhere.
  useEffect(() => { if (service === 'mvsep') void loadQueue(service) }, [service])
  useEffect(() => {
    if (catalogue !== null && presetsSettled && (wanted !== null || !isChosen)) settle(service, catalogue, kept)
  }, [service, catalogue, presetsSettled, wanted, isChosen, kept, settle])

  const algorithm = catalogue?.algorithms.find(({ renderId }) => renderId === choice?.renderId) ?? null
  return (
    <div className="separate">
      <h1 className="visually-hidden" tabIndex={-1}>{t('navigation.separate')}</h1>
      <AddAudio />
      <PlanBar service={service} algorithms={catalogue?.algorithms ?? []} />
      <AlgorithmCard service={service} algorithm={algorithm} choice={choice} />
      <div className="separate__side">
        <BeforeYouStart service={service} algorithms={catalogue?.algorithms ?? []} />
        <JobsCard />
      </div>
      <PrepareHost />
    </div>
  )
}
