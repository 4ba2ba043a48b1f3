import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { Callout } from '../../components/Callout'
import { useInputs } from '../../stores/inputs'
import { PairPlaces } from '../pairs/PairPlaces'

/** What an algorithm takes instead of one song; nothing where it takes songs. */
export function OtherInput({ takes }: { readonly takes: Algorithm['input'] }) {
  const { t } = useTranslation()
  const hasSongs = useInputs(({ inputs }) => inputs.length > 0)
  switch (takes) {
    case 'single_upload': return null
    case 'no_upload':
      return (
        <Callout tone="plain" title={t('plans.takesTextTitle')}>
          <p>{t('plans.takesText')}{hasSongs && ` ${t('plans.takesTextSongsStay')}`}</p>
        </Callout>
      )
    case 'matchering_upload':
      return <PairPlaces />
  }
}
