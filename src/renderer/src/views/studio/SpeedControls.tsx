import { Gauge } from 'lucide-react'
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Player } from '../../audio/player.types'
import { Button } from '../../components/Button'
import { Hint } from '../../components/Hint'
import { Slider } from '../../components/Slider'
import { usePlayerState } from './usePlayer'

/** Speed with the pitch kept, and pitch with the speed kept; the button says both once they are not as recorded. */
export function SpeedControls({ player }: { readonly player: Player }) {
  const { t, i18n } = useTranslation()
  const { rate, semitones } = usePlayerState(player)
  const percent = Math.round(rate * 100)
  const isNeutral = percent === 100 && semitones === 0
  const signed = new Intl.NumberFormat(i18n.language, { signDisplay: 'exceptZero' }).format(semitones)
  const semitoneWords = t('studio.semitones', { count: Math.abs(semitones), value: signed })
  const parts = [percent === 100 ? null : t('units.percent', { percent }), semitones === 0 ? null : signed].filter((part) => part !== null)
  return (
    <DialogTrigger>
      <Hint text={t('studio.speedHint')}>
        <AriaButton className="tool" data-selected={!isNeutral || undefined}>
          <Gauge aria-hidden="true" /><span>{t('studio.speed')}</span>
          {!isNeutral && <span className="tool__value">{parts.join(' · ')}</span>}
        </AriaButton>
      </Hint>
      <Popover className="popover panel panel--small" placement="bottom start" offset={6}>
        <div className="panel__body">
          <h2 className="panel__title">{t('studio.speed')}</h2>
          <div className="speed">
            <span className="speed__name" aria-hidden="true">{t('studio.speedRate')}</span>
            <span className="speed__value" aria-hidden="true">{t('units.percent', { percent })}</span>
            <Slider
              label={t('studio.speedRate')} value={percent} minimum={50} maximum={200} step={1} mark={100} origin={100}
              valueText={t('units.percent', { percent })}
              onChange={(next) => { player.setRate(next / 100) }}
              onReset={() => { player.setRate(1) }}
            />
            <span className="speed__name" aria-hidden="true">{t('studio.pitch')}</span>
            <span className="speed__value" aria-hidden="true">{semitoneWords}</span>
            <Slider
              label={t('studio.pitch')} value={semitones} minimum={-12} maximum={12} step={1} mark={0} origin={0}
              valueText={semitoneWords}
              onChange={(next) => { player.setSemitones(next) }}
              onReset={() => { player.setSemitones(0) }}
            />
          </div>
          <div className="panel__actions">
            <Button kind="quiet" isSpent={isNeutral} onPress={() => { player.setRate(1); player.setSemitones(0) }}>{t('studio.asRecorded')}</Button>
          </div>
        </div>
      </Popover>
    </DialogTrigger>
  )
}
