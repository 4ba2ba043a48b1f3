import { FolderCog, Keyboard } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Card } from '../../components/Card'
import { ChoiceCards } from '../../components/ChoiceCards'
import { Mark } from '../../components/Mark'
import { PageHead } from '../../components/PageHead'
import { chooseLibraryFolder, chooseTheme, useApp } from '../../stores/app'
import { attempt } from '../../stores/notices'
import { KeysDialog } from '../studio/KeysDialog'
import { DeleteAfterSetting } from './DeleteAfterSetting'
import { KeepFoldersSetting } from './KeepFoldersSetting'
import { RegionSetting } from './RegionSetting'
import { WatchFolders } from './WatchFolders'
import { TransferSettings } from './TransferSettings'
import '../../text/settingsTexts'
import './settings.css'

const KEYS = [
  ['space', 'keySpace'], ['arrows', 'keyArrows'], ['homeEnd', 'keyHomeEnd'],
  ['escape', 'keyEscape'], ['paste', 'keyPaste'], ['star', 'keyStar'],
  ['queue', 'keyQueue'], ['remove', 'keyRemove'], ['undo', 'keyUndo']
] as const

/** Look, files, keys, and what this is. */
export function SettingsView() {
  const { t } = useTranslation()
  const { settings, libraryFolder, version } = useApp()
  const [changesKeys, setChangesKeys] = useState(false)
  return (
    <div className="page page--narrow">
      <PageHead title={t('navigation.settings')} />
      <Card title={t('settings.appearance')}>
        <ChoiceCards
          label={t('settings.theme')}
          value={settings.theme}
          onChange={(key) => { void chooseTheme(key === 'light' || key === 'dark' ? key : 'system') }}
          choices={[
            { key: 'system', label: t('settings.themeSystem') },
            { key: 'light', label: t('settings.themeLight') },
            { key: 'dark', label: t('settings.themeDark') }
          ]}
        />
      </Card>
      <Card title={t('settings.files')}>
        <div className="setting">
          <div className="setting__words">
            <p className="setting__name">{t('settings.libraryFolder')}</p>
            <p className="setting__value selectable">{libraryFolder}</p>
            <p className="setting__what">{t('settings.libraryFolderWhat')}</p>
          </div>
          <Button icon={<FolderCog />} onPress={() => { void chooseLibraryFolder() }}>{t('settings.choose')}</Button>
        </div>
        <KeepFoldersSetting />
      </Card>
      <WatchFolders />
      <Card title={t('settings.transfers')}>
        <TransferSettings />
      </Card>
      <Card title={t('settings.results')}>
        <DeleteAfterSetting />
      </Card>
      <Card title={t('settings.network')}>
        <RegionSetting />
      </Card>
      <Card title={t('settings.keyboard')}>
        <dl className="keys">
          {KEYS.map(([key, what]) => (
            <div key={key}><dt><kbd>{t(`settings.keys.${key}`)}</kbd></dt><dd>{t(`settings.${what}`)}</dd></div>
          ))}
        </dl>
        <div className="setting">
          <div className="setting__words">
            <p className="setting__name">{t('settings.studioKeys')}</p>
            <p className="setting__what">{t(settings.studioKeys.enabled ? 'settings.studioKeysOn' : 'settings.studioKeysOff')}</p>
          </div>
          <Button icon={<Keyboard />} onPress={() => { setChangesKeys(true) }}>{t('settings.studioKeysChange')}</Button>
        </div>
        <KeysDialog isOpen={changesKeys} onClose={() => { setChangesKeys(false) }} />
      </Card>
      <Card title={t('settings.about')}>
        <div className="about">
          <Mark size={44} />
          <div>
            <p className="about__name">{t('app.name')} <span>{t('settings.version', { version })}</span></p>
            <p className="setting__what">{t('settings.aboutText')}</p>
          </div>
          <Button kind="quiet" onPress={() => { void attempt(() => call('app:openLink', { link: 'mvsepSite' })) }}>{t('app.openSite')}</Button>
        </div>
      </Card>
    </div>
  )
}
