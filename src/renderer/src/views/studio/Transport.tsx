import { Pause, Play } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Player } from '../../audio/player.types'
import { Hint } from '../../components/Hint'
import { Slider } from '../../components/Slider'
import { clock } from '../../text/format'
import { fineClock } from '../../text/fineClock'
import type { LevelHub } from './levelHub'
import { MasterStrip } from './MasterStrip'
import { usePlayerState, usePositionSeconds } from './usePlayer'

/** Play, where we are, how long it is, how loud. */
export function Transport({ player, hub }: { readonly player: Player; readonly hub: LevelHub }) {
  const { t } = useTranslation()
  const { status, playing, underruns } = usePlayerState(player)
  const seconds = usePositionSeconds(player)
  const { frames, sampleRateHz } = player.session
  const whole = frames / sampleRateHz
  return (
    <footer className="transport">
      <Hint text={t(playing ? 'studio.pauseHint' : 'studio.playHint')}>
        <Button
          className="transport__play"
          aria-label={t(playing ? 'studio.pause' : 'studio.play')}
          isDisabled={status !== 'ready'}
          onPress={() => { if (playing) player.pause(); else void player.play() }}
        >
          {playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        </Button>
      </Hint>
      <span className="transport__time" aria-hidden="true">{fineClock(seconds, 1)}</span>
      <Slider
        label={t('studio.position')}
        look="position"
        value={Math.min(seconds, whole)}
        minimum={0}
        maximum={whole}
        step={0.01}
        onChange={(next) => { player.seek(next * sampleRateHz) }}
        valueText={t('studio.positionText', { now: clock(seconds), whole: clock(whole) })}
      />
      <span className="transport__time transport__time--whole" aria-hidden="true">{clock(whole)}</span>
      <MasterStrip player={player} hub={hub} />
      {underruns > 0 && <p className="transport__underruns">{t('studio.underruns', { count: underruns })}</p>}
    </footer>
  )
}
