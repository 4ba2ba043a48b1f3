import { Scissors } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../../../shared/domain/input'
import type { Sender } from '../../../../shared/domain/limits'
import { Button } from '../../components/Button'
import type { LimitGroup } from '../separate/brokenLimitGroups'
import type { JobCell } from '../separate/jobTable'

const SplitDialog = lazy(async () => ({ default: (await import('./SplitDialog')).SplitDialog }))

export interface SplitOfferProps {
  readonly group: LimitGroup
  readonly groups: readonly LimitGroup[]
  /** The jobs that are to be. */
  readonly cells: readonly JobCell[]
  readonly sender: Sender
}

const isAbout = (input: Input, limit: 'length' | 'size') => ({ broken, cell }: LimitGroup): boolean => broken.limit === limit && cell.input?.id === input.id

/** Whether a song that breaks this limit can be sent in parts: a file that goes alone, said once, and nothing else in its way. */
function canSplit(group: LimitGroup, groups: readonly LimitGroup[], sender: Sender): boolean {
  const { input, seen } = group.cell
  if (input === null || input.link !== undefined || seen.algorithm.input !== 'single_upload' || (sender !== 'local' && sender.status !== 'signedIn')) return false
  if (groups.some(({ isSure, broken: { limit } }) => isSure && limit !== 'length' && limit !== 'size')) return false
  return isAbout(input, 'length')(group) || (isAbout(input, 'size')(group) && !groups.some(isAbout(input, 'length')))
}

/** The way out for a song that is too long: a button that opens what it would become. */
export function SplitOffer({ group, groups, cells, sender }: SplitOfferProps) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const { input } = group.cell
  if (input === null || !canSplit(group, groups, sender)) return null
  return (
    <>
      <Button size="small" icon={<Scissors />} label={t('split.offerFor', { name: input.name })} onPress={() => { setIsOpen(true) }}>{t('split.offer')}</Button>
      {isOpen && (
        <Suspense>
          <SplitDialog input={input} cells={cells.filter((cell) => cell.input?.id === input.id)} sender={sender} onClose={() => { setIsOpen(false) }} />
        </Suspense>
      )}
    </>
  )
}
