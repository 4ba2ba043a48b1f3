import { useTranslation } from 'react-i18next'
import { FEWEST_AT_ONCE, MOST_AT_ONCE, TRANSFER_LIMITS } from '../../../../shared/domain/settings'
import { NumberField } from '../../components/NumberField'
import { changeLimit, useApp } from '../../stores/app'

/** How much is sent, fetched and separated at the same time. */
export function TransferSettings() {
  const { t } = useTranslation()
  const settings = useApp((state) => state.settings)
  return (
    <>
      {TRANSFER_LIMITS.map((limit) => (
        <div key={limit}>
          <NumberField
            label={t(`settings.${limit}`)}
            value={settings[limit]}
            smallest={FEWEST_AT_ONCE}
            largest={MOST_AT_ONCE}
            lessLabel={t('settings.less', { name: t(`settings.${limit}`) })}
            moreLabel={t('settings.more', { name: t(`settings.${limit}`) })}
            onChange={(value) => { void changeLimit(limit, value) }}
          />
          <p className="setting__what">{t(`settings.${limit}What`)}</p>
        </div>
      ))}
    </>
  )
}
