import { Repeat2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../components/IconButton'
import { useApp } from '../../stores/app'
import { goTo } from '../../stores/navigation'
import { usePlan } from '../../stores/plan'

/** Chooses the algorithm of a job whose options nobody here knows; only where songs go to MVSEP, whose numbers these are. */
export function RunAgain({ renderId, algorithmName }: { readonly renderId: number; readonly algorithmName: string }) {
  const { t } = useTranslation()
  const isMvsep = useApp(({ settings }) => settings.service === 'mvsep')
  if (!isMvsep) return null
  return (
    <IconButton
      label={t('history.runAgain')}
      hint={t('history.runAgainWhat')}
      icon={<Repeat2 />}
      onPress={() => {
        usePlan.getState().takePlan('mvsep', { renderId, algorithmName, options: [], outputFormat: 0 })
        goTo({ page: 'separate' })
      }}
    />
  )
}
