import { useTranslation } from 'react-i18next'
import { Checkbox } from '../../components/Checkbox'
import { call } from '../../bridge/client'
import { useApp } from '../../stores/app'
import { attempt } from '../../stores/notices'

const choose = (keepFolders: boolean): Promise<void> => attempt(async () => {
  await call('settings:update', { keepFolders })
})

/** Whether results of songs from folders lie in folders of the same names. */
export function KeepFoldersSetting() {
  const { t } = useTranslation()
  const isOn = useApp(({ settings }) => settings.keepFolders)
  return (
    <div className="setting">
      <div className="setting__words">
        <Checkbox isSelected={isOn} onChange={(on) => { void choose(on) }}>{t('folders.keep')}</Checkbox>
        <p className="setting__what">{t('folders.keepWhat')}</p>
      </div>
    </div>
  )
}
