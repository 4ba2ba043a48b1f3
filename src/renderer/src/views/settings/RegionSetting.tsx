import { useTranslation } from 'react-i18next'
import { REGION_IDS } from '../../../../shared/domain/region'
import { Select } from '../../components/Select'
import { chooseRegion, useApp } from '../../stores/app'

/** Which of MVSEP's servers new songs go to. */
export function RegionSetting() {
  const { t } = useTranslation()
  const region = useApp(({ settings }) => settings.region)
  return (
    <div className="setting">
      <div className="setting__words">
        <Select
          label={t('settings.region')}
          value={region}
          options={REGION_IDS.map((id) => ({ key: id, label: t(`settings.regions.${id}`) }))}
          onChange={(key) => {
            const chosen = REGION_IDS.find((id) => id === key)
            if (chosen !== undefined) void chooseRegion(chosen)
          }}
        />
        <p className="setting__what">{t('settings.regionWhat')}</p>
      </div>
    </div>
  )
}
