import { Footprints, Maximize2, ZoomIn, ZoomOut } from 'lucide-react'
import { Button, ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ZoomSwitch } from './useZoom'
import { Hint } from '../../components/Hint'

/** Closer, further away, the whole song; and whether the picture follows what is heard. */
export function ZoomControls({ zoom }: { readonly zoom: ZoomSwitch }) {
  const { t } = useTranslation()
  return (
    <div className="tool-group" role="group" aria-label={t('studio.zoom')}>
      <Hint text={t('studio.actions.zoomOut')}>
        <Button className="tool tool--icon" aria-label={t('studio.actions.zoomOut')} onPress={zoom.out}><ZoomOut aria-hidden="true" /></Button>
      </Hint>
      <Hint text={t('studio.zoomFit')}>
        <Button className="tool tool--icon" aria-label={t('studio.zoomFit')} onPress={zoom.fit}><Maximize2 aria-hidden="true" /></Button>
      </Hint>
      <Hint text={t('studio.zoomInHint')}>
        <Button className="tool tool--icon" aria-label={t('studio.actions.zoomIn')} onPress={zoom.in}><ZoomIn aria-hidden="true" /></Button>
      </Hint>
      <Hint text={t('studio.followHint')}>
        <ToggleButton className="tool tool--icon" aria-label={t('studio.follow')} isSelected={zoom.isFollowing} onChange={zoom.setFollowing}>
          <Footprints aria-hidden="true" />
        </ToggleButton>
      </Hint>
    </div>
  )
}
