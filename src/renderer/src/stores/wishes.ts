import { create } from 'zustand'
import type { DeepLink } from '../../../shared/domain/deepLink'
import { defaultValues, toPlan } from '../../../shared/domain/defaultPlan'
import { useApp } from './app'
import { loadCatalogue, useCatalogue } from './catalogue'
import { freshChoice } from './choice'
import { takeKeptPlan } from './keptPlan'
import { takeLinks } from './links'
import { goTo } from './navigation'
import { useNotices } from './notices'
import { presentChoice, usePlan } from './plan'

/** What stands in the field that opens results by link or hash: a person may write it, or an address that opened the app. */
export const useResultDraft = create<{ readonly text: string }>(() => ({ text: '' }))

/**
 * Fills in what an `unbraid://` address asks for. Any page on the web may hold such an address, so that this shows and chooses,
 * and never sends, opens or fetches: that takes the person's press.
 */
export async function takeWish(wish: DeepLink): Promise<void> {
  if (wish.verb === 'open') {
    useResultDraft.setState({ text: wish.hash })
    goTo({ page: 'library' })
    return
  }
  goTo({ page: 'separate' })
  if (wish.urls.length > 0) takeLinks(wish.urls.join('\n'))
  if (wish.renderId !== null) await chooseWished(wish.renderId, wish.options)
}

async function chooseWished(renderId: number, options: Extract<DeepLink, { verb: 'separate' }>['options']): Promise<void> {
  const { service } = useApp.getState().settings
  if (service === null) return
  const known = () => useCatalogue.getState().byService[service].catalogue?.algorithms ?? null
  if (known() === null) await loadCatalogue(service)
  const algorithms = known() ?? []
  const algorithm = algorithms.find((row) => row.renderId === renderId)
  if (algorithm === undefined) {
    useNotices.getState().add({ kind: 'wishUnknown', renderId })
    return
  }
  const format = presentChoice(usePlan.getState(), service)?.outputFormat
  const { outputFormat } = freshChoice(algorithm, format)
  const taken = takeKeptPlan(toPlan(algorithm, { ...defaultValues(algorithm), ...options }, outputFormat), algorithms)
  if (taken !== null) usePlan.getState().putPlan(service, taken, { kind: 'link' }, 'present')
}
