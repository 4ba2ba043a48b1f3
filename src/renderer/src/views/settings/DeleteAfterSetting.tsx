import { useTranslation } from 'react-i18next'
import { Checkbox } from '../../components/Checkbox'
import { useApp } from '../../stores/app'
import { chooseDeleteAfterDownload } from '../../stores/there'

/** Whether MVSEP's copies go as soon as all stems of a job are here. */
export function DeleteAfterSetting() {
  const { t } = useTranslation()
  const isOn = useApp(({ settings }) => settings.deleteAfterDownload)
  return (
    <div className="setting">
      <div className="setting__words">
        <Checkbox isSelected={isOn} onChange={(on) => { void chooseDeleteAfterDownload(on) }}>{t('there.deleteAfter')}</Checkbox>
        <p className="setting__what">{t('there.deleteAfterWhat')}</p>
      </div>
    </div>
  )
}
