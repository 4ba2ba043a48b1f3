import { Keyboard, RotateCcw } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Player } from '../../audio/player.types'
import { Hint } from '../../components/Hint'
import { LoopControls } from './LoopControls'
import { MonitorSwitch } from './MonitorSwitch'
import { SoundDetails } from './SoundDetails'
import { SpeedControls } from './SpeedControls'
import type { LoopSwitch } from './useLoop'
import { resetMixer } from './useRememberedMixer'
import type { ZoomSwitch } from './useZoom'
import { ZoomControls } from './ZoomControls'

interface DeskToolsProps {
  readonly player: Player
  readonly loop: LoopSwitch
  readonly zoom: ZoomSwitch
  readonly onHelp: () => void
}

/** What changes how all stems are seen and heard. */
export function DeskTools({ player, loop, zoom, onHelp }: DeskToolsProps) {
  const { t } = useTranslation()
  return (
    <div className="desk-tools" role="group" aria-label={t('studio.tools')}>
      <ZoomControls zoom={zoom} />
      <LoopControls player={player} loop={loop} />
      <SpeedControls player={player} />
      <MonitorSwitch player={player} />
      <div className="tool-group tool-group--end">
        <SoundDetails player={player} />
        <Hint text={t('studio.resetMixer')}>
          <Button className="tool tool--icon" aria-label={t('studio.resetMixer')} onPress={() => { resetMixer(player) }}><RotateCcw aria-hidden="true" /></Button>
        </Hint>
        <Hint text={t('studio.keysTitle')}>
          <Button className="tool tool--icon" aria-label={t('studio.keysTitle')} onPress={onHelp}><Keyboard aria-hidden="true" /></Button>
        </Hint>
      </div>
    </div>
  )
}
