import { Repeat, SlidersHorizontal } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button as AriaButton, DialogTrigger, Popover, ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Player } from '../../audio/player.types'
import { Button } from '../../components/Button'
import { Hint } from '../../components/Hint'
import { TextField } from '../../components/TextField'
import { fineClock, parseClock } from '../../text/fineClock'
import { LEAST_LOOP_SECONDS } from './loopEdit'
import type { LoopSwitch } from './useLoop'
import { usePlayerState } from './usePlayer'

/** The loop on or off, and its ends as numbers for whoever does not drag. */
export function LoopControls({ player, loop }: { readonly player: Player; readonly loop: LoopSwitch }) {
  const { t } = useTranslation()
  const { loop: region } = usePlayerState(player)
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="tool-group">
      <Hint text={t('studio.loopHint')}>
        <ToggleButton className="tool" isSelected={region !== null} onChange={loop.toggle}>
          <Repeat aria-hidden="true" /><span>{t('studio.loop')}</span>
        </ToggleButton>
      </Hint>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Hint text={t('studio.loopTimes')}>
          <AriaButton className="tool tool--icon" aria-label={t('studio.loopTimes')}><SlidersHorizontal aria-hidden="true" /></AriaButton>
        </Hint>
        <Popover className="popover panel panel--small" placement="bottom start" offset={6}>
          <LoopTimes player={player} onClose={() => { setOpen(false) }} />
        </Popover>
      </DialogTrigger>
    </div>
  )
}

function LoopTimes({ player, onClose }: { readonly player: Player; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { sampleRateHz, frames } = player.session
  const current = player.getState().loop
  const [start, setStart] = useState(() => fineClock((current?.startFrame ?? 0) / sampleRateHz, 3))
  const [end, setEnd] = useState(() => fineClock((current?.endFrame ?? frames) / sampleRateHz, 3))
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const startSeconds = parseClock(start)
  const endSeconds = parseClock(end)
  const startError = startSeconds === null ? t('studio.notTime') : null
  const endError = endSeconds === null
    ? t('studio.notTime')
    : startSeconds !== null && endSeconds < startSeconds + LEAST_LOOP_SECONDS ? t('studio.loopTooShort') : null
  return (
    <form
      className="panel__body"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (startSeconds === null || endSeconds === null || startError !== null || endError !== null) {
          // Told with the field it stands under: nothing else says it to whoever does not see it.
          form.current?.querySelectorAll('input')[startError === null ? 1 : 0]?.focus()
          return
        }
        player.setLoop({ startFrame: Math.round(startSeconds * sampleRateHz), endFrame: Math.round(endSeconds * sampleRateHz) })
        onClose()
      }}
    >
      <h2 className="panel__title">{t('studio.loopTimesTitle')}</h2>
      <TextField label={t('studio.loopStart')} value={start} onChange={setStart} error={tried ? startError : null} autoFocus />
      <TextField label={t('studio.loopEnd')} value={end} onChange={setEnd} error={tried ? endError : null} description={t('studio.timesHint')} />
      <div className="panel__actions">
        {current !== null && (
          <Button kind="quiet" onPress={() => { player.setLoop(null); onClose() }}>{t('studio.loopRemove')}</Button>
        )}
        <Button kind="primary" type="submit" onPress={() => undefined}>{t('studio.loopSet')}</Button>
      </div>
    </form>
  )
}
