import type { TFunction } from 'i18next'
import { LONGEST_TEXT, type Algorithm } from '../../../../shared/domain/algorithm'
import type { Input } from '../../../../shared/domain/input'
import { visibleFields } from '../../../../shared/domain/visibleFields'
import type { Obstacle } from '../../stores/choice'
import type { Pair } from '../../stores/pair'
import type { PlanSlot } from '../../stores/plan'
import { includedCells, possibleJobs, type JobTable, type SeenPlan } from './jobTable'

export interface NeedParts {
  readonly obstacle: Obstacle | null
  readonly slots: readonly PlanSlot[]
  readonly algorithms: readonly Algorithm[]
  readonly inputs: readonly Input[]
  readonly pair: Pair
  readonly table: JobTable
  /** In words, what the service is sure to refuse; null when nothing is. */
  readonly refusal: string | null
}

/** What one plan still lacks, as the next step; null when it is whole. */
function planNeed({ algorithm, choice, number }: SeenPlan, isOnly: boolean, pair: Pair, t: TFunction): string | null {
  if (algorithm.input === 'matchering_upload') {
    if (pair.reference !== null && pair.targets.length === 0) return t('pairs.needTarget')
    if (pair.reference === null) return t(pair.targets.length === 0 ? 'pairs.needBoth' : pair.targets.length === 1 ? 'pairs.needReference' : 'pairs.chooseReference')
  }
  const fields = visibleFields(algorithm.fields, choice.values)
  const empty = fields.find(({ name, required }) => required && (choice.values[name] ?? '').trim() === '')
  if (empty !== undefined) {
    return isOnly ? t('separate.needField', { field: empty.text }) : t('plans.needFieldOf', { field: empty.text, number })
  }
  const long = fields.find(({ name }) => (choice.values[name] ?? '').length > LONGEST_TEXT)
  if (long !== undefined) return t('separate.needShorter', { field: long.text, most: LONGEST_TEXT })
  // A fresher catalogue may have come in meanwhile; the list then shows no choice, and none may be sent.
  const vanished = fields.find(({ inputType, name, options }) => {
    const key = choice.values[name] ?? ''
    return inputType === 'select' && key !== '' && !options.some((option) => option.key === key)
  })
  return vanished === undefined ? null : t('plans.needChoice', { field: vanished.text, number })
}

/** Why nothing can be sent yet, as the next step; null when it can. */
export function needOf({ obstacle, slots, algorithms, inputs, pair, table, refusal }: NeedParts, t: TFunction): string | null {
  switch (obstacle) {
    case 'signIn': return t('separate.needSignIn')
    case 'checking': return t('separate.needChecking')
    case 'tokenCheck': return t('separate.needTokenCheck')
    case 'localService': return t('separate.needLocalService')
    case null:
  }
  const goneAt = slots.findIndex(({ choice }) => choice !== null && !algorithms.some(({ renderId }) => renderId === choice.renderId))
  const { plans } = table
  const whole = plans.map((seen) => planNeed(seen, slots.length === 1, pair, t)).find((need) => need !== null)
  if (plans.length === 0 && goneAt < 0) return inputs.length === 0 ? t('separate.needInput') : t('separate.needAlgorithm')
  if (goneAt >= 0) return t('plans.needOffered', { name: t('plans.numbered', { number: goneAt + 1 }), number: goneAt + 1 })
  if (whole !== undefined) return whole
  if (possibleJobs(table) === 0) return t('separate.needInput')
  if (includedCells(table).length === 0) return t('plans.needJob')
  const looking = inputs.filter(({ isLooking }) => isLooking === true).length
  if (looking > 0) return t('folders.needLooked', { count: looking })
  return refusal === null ? null : t('plans.limits.refused', { what: refusal })
}
