import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import { useApp } from '../../stores/app'
import { loadCatalogue, useCatalogue } from '../../stores/catalogue'
import { usePlan } from '../../stores/plan'
import { JobsCard } from '../jobs/JobsCard'
import { AddAudio } from './AddAudio'
import { AlgorithmCard } from './AlgorithmCard'
import { BeforeYouStart } from './BeforeYouStart'
import './separate.css'

/** Songs in, algorithm chosen, cost and stems in sight, and off they go. */
export function SeparateView({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const catalogue = useCatalogue((state) => state.byService[service].catalogue)
  const lastPlan = useApp((state) => state.settings.lastPlan[service])
  const localReady = useApp((state) => state.localService.status === 'running')
  const settle = usePlan((state) => state.settle)
  const choice = usePlan((state) => state.choices[service])

  // Asking starts the local service where it rests; once it runs (again), what it offers is asked for anew.
  useEffect(() => { void loadCatalogue(service) }, [service, localReady])
  useEffect(() => { if (catalogue !== null && choice === null) settle(service, catalogue, lastPlan) }, [service, catalogue, choice, lastPlan, settle])

  const algorithm = catalogue?.algorithms.find(({ renderId }) => renderId === choice?.renderId) ?? null
  return (
    <div className="separate">
      <h1 className="visually-hidden" tabIndex={-1}>{t('separate.title')}</h1>
      <AddAudio />
      <AlgorithmCard service={service} algorithm={algorithm} choice={choice} />
      <div className="separate__side">
        <BeforeYouStart service={service} algorithm={algorithm} choice={choice} />
        <JobsCard />
      </div>
    </div>
  )
}
