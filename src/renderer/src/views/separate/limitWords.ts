import type { TFunction } from 'i18next'
import type { BrokenLimit, WayOut } from '../../../../shared/domain/limits'
import { bytes, clock, count } from '../../text/format'
import { formatWords } from '../../text/planWords'
import type { LimitGroup } from './brokenLimitGroups'

/** What is wrong, of which song or plan. */
function what({ broken, cell, jobs }: LimitGroup, t: TFunction, language: string): string {
  const song = (broken.ofReference === true ? cell.reference : cell.input)?.name ?? ''
  const { algorithm } = cell.seen
  switch (broken.limit) {
    case 'size':
      return t('plans.limits.size', { song, actual: bytes(broken.actual, t, language), allowed: bytes(broken.allowed, t, language) })
    case 'link': return t(`links.limits.${broken.actual}`, { song })
    case 'length': return t('plans.limits.length', { song, actual: clock(broken.actual), allowed: clock(broken.allowed) })
    case 'gate': return t(broken.actual === 'premium' ? 'plans.limits.gatePremium' : 'plans.limits.gateRegistered', { name: algorithm.name })
    case 'format': {
      const isWritten = algorithm.outputFormats?.includes(broken.actual) ?? true
      const about = { name: algorithm.name, format: formatWords(broken.actual, t) }
      return isWritten ? t('plans.limits.formatPremium', about) : t('plans.limits.formatUnwritten', about)
    }
    case 'credits': return t('plans.limits.credits', { count: jobs, formatted: count(jobs, language) })
    case 'freeJobs': return t('plans.limits.freeJobs', { count: jobs, formatted: count(jobs, language) })
  }
}

/** What can be done about it. */
function next(broken: BrokenLimit, t: TFunction): string {
  const { limit, wayOut } = broken
  if (broken.limit === 'link') return t(`links.limits.${broken.actual}Next`)
  if (limit === 'freeJobs') return t(wayOut === 'enablePremium' ? 'plans.limits.waitOrEnable' : 'plans.limits.waitOrBuy')
  const words: Record<WayOut, string> = {
    shorten: t('plans.limits.shorten'),
    compress: t('plans.limits.compress'),
    enablePremium: t('plans.limits.enablePremium'),
    buyCredits: t('plans.limits.buyCredits'),
    chooseOther: t('plans.limits.chooseOther'),
    signIn: t('separate.needSignIn'),
    otherLink: t('links.limits.innerHostNext')
  }
  return words[wayOut]
}

/** A broken limit in words, and what to do. */
export const limitWords = (group: LimitGroup, t: TFunction, language: string): { readonly what: string; readonly next: string } =>
  ({ what: what(group, t, language), next: next(group.broken, t) })
