import { useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { DEFAULT_STUDIO_KEY_SETTINGS, isStudioKey, STUDIO_ACTIONS, toKeyMap, withKey, type StudioAction } from '../../../../shared/domain/studioKeys'
import { Button } from '../../components/Button'
import { Checkbox } from '../../components/Checkbox'
import { Dialog } from '../../components/Dialog'
import { setStudioKeys, useApp } from '../../stores/app'
import '../../text/settingsTexts'
import '../../text/studioTexts'
import './keys.css'

const FIXED = [
  ['settings.keys.space', 'studio.actions.playPause'], ['settings.keys.arrows', 'studio.fixedArrows'], ['studio.fixedKeys.homeEnd', 'studio.fixedHomeEnd'],
  ['studio.fixedKeys.digits', 'studio.fixedDigits'], ['studio.fixedKeys.shiftSolo', 'studio.fixedShiftSolo'], ['studio.fixedKeys.wheel', 'studio.fixedWheel'],
  ['studio.fixedKeys.reset', 'studio.fixedReset'], ['settings.keys.escape', 'studio.fixedEscape']
] as const

interface KeysDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Every key of the Studio; single ones can be other keys, or off. Made when it is opened: its many words must not hold up the lanes. */
export function KeysDialog({ isOpen, onClose }: KeysDialogProps) {
  return isOpen ? <OpenDialog onClose={onClose} /> : null
}

function OpenDialog({ onClose }: Pick<KeysDialogProps, 'onClose'>) {
  const { t } = useTranslation()
  const keys = useApp((state) => state.settings.studioKeys)
  const [waiting, setWaiting] = useState<StudioAction | null>(null)
  const map = toKeyMap(keys)
  const isPlain = Object.keys(keys.custom).length === 0
  useEffect(() => {
    if (waiting === null) return
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Shift' || event.key === 'Tab') return
      event.preventDefault()
      event.stopPropagation()
      if (isStudioKey(event.key)) void setStudioKeys(withKey(keys, waiting, event.key))
      if (isStudioKey(event.key) || event.key === 'Escape') setWaiting(null)
    }
    // Before the dialog itself hears it: Escape ends the waiting, not the dialog.
    window.addEventListener('keydown', press, { capture: true })
    return () => { window.removeEventListener('keydown', press, { capture: true }) }
  }, [waiting, keys])
  return (
    <Dialog
      title={t('studio.keysTitle')}
      closeLabel={t('app.close')}
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <>
          <Button kind="quiet" isSpent={isPlain} onPress={() => { void setStudioKeys({ ...keys, custom: DEFAULT_STUDIO_KEY_SETTINGS.custom }) }}>
            {t('studio.keysDefaults')}
          </Button>
          <Button kind="primary" onPress={onClose}>{t('studio.keysDone')}</Button>
        </>
      }
    >
      <Checkbox isSelected={keys.enabled} onChange={(enabled) => { void setStudioKeys({ ...keys, enabled }) }}>{t('studio.keysEnabled')}</Checkbox>
      <div className="key-columns">
        <section aria-label={t('studio.keysSingle')} data-off={!keys.enabled || undefined}>
          <h3 className="key-heading">{t('studio.keysSingle')}</h3>
          <ul className="key-list">
            {STUDIO_ACTIONS.map((action) => (
              <li key={action}>
                <span>{t(`studio.actions.${action}`)}</span>
                <AriaButton
                  className="key-button"
                  data-waiting={waiting === action || undefined}
                  isDisabled={!keys.enabled}
                  aria-label={t(waiting === action ? 'studio.keyWaiting' : 'studio.keyChange', { action: t(`studio.actions.${action}`), key: map[action].toUpperCase() })}
                  onPress={() => { setWaiting(waiting === action ? null : action) }}
                >
                  <kbd>{waiting === action ? '…' : map[action].toUpperCase()}</kbd>
                </AriaButton>
              </li>
            ))}
          </ul>
        </section>
        <section aria-label={t('studio.keysFixed')}>
          <h3 className="key-heading">{t('studio.keysFixed')}</h3>
          <ul className="key-list">
            {FIXED.map(([key, what]) => <li key={key}><span>{t(what)}</span><kbd>{t(key)}</kbd></li>)}
          </ul>
          <p className="key-note">{t('studio.keysNote')}</p>
        </section>
      </div>
      <p className="visually-hidden" role="status">{waiting === null ? '' : t('studio.keyPress', { action: t(`studio.actions.${waiting}`) })}</p>
    </Dialog>
  )
}
