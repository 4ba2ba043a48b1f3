import { useTranslation } from 'react-i18next'
import { FEWEST_AT_ONCE, MOST_AT_ONCE, TRANSFER_LIMITS } from '../../../../shared/domain/settings'
import { NumberField } from '../../components/NumberField'
import { changeLimit, useApp } from '../../stores/app'

/** How much is sent, fetched and separated at the same time. */
export function TransferSettings() {
  const { t } = useTranslation()
  const settings = useApp((state) => state.settings)
  return TRANSFER_LIMITS.map((limit) => (
    <NumberField
      key={limit}
      label={t(`settings.${limit}`)}
      description={t(`settings.${limit}What`)}
      value={settings[limit]}
      smallest={FEWEST_AT_ONCE}
      largest={MOST_AT_ONCE}
      onChange={(value) => { void changeLimit(limit, value) }}
    />
  ))
}
