import { FolderSync, Pause, Play, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { WatchFolder } from '../../../../shared/domain/watchFolder'
import { MOST_DAILY_CREDITS } from '../../../../shared/domain/watchFolder'
import { IconButton } from '../../components/IconButton'
import { NumberField } from '../../components/NumberField'
import { pauseWatch, removeWatch, resumeWatch, setDailyCredits } from '../../stores/watch'

/** One watch folder: what it does, how it stands, and how to stop it. */
export function WatchRow({ watch }: { readonly watch: WatchFolder }) {
  const { t } = useTranslation()
  const { id, folder, presetName, service, dailyCredits, spentToday, state, made, skipped, waiting } = watch
  const facts = [
    t('watch.withPreset', { preset: presetName, service: t(`service.${service}`) }),
    ...(dailyCredits === null ? [] : [t('watch.spent', { spent: spentToday, daily: dailyCredits })]),
    t('watch.made', { count: made })
  ]
  return (
    <li className="watch" data-state={state} data-watch={id}>
      <span className="watch__icon" aria-hidden="true"><FolderSync /></span>
      <div className="watch__words">
        <p className="watch__folder selectable">{folder}</p>
        <p className="watch__facts">{facts.join(' · ')}</p>
        <p className="watch__state" role="status">{state === 'ceiling' ? t('watch.states.ceiling', { count: waiting }) : t(`watch.states.${state}`)}</p>
        {skipped > 0 && <p className="watch__facts">{t('watch.skipped', { count: skipped })}</p>}
        {dailyCredits !== null && (
          <NumberField
            label={t('watch.dailyOf')} description={t('watch.dailyWhat')} value={dailyCredits} smallest={1} largest={MOST_DAILY_CREDITS}
            onChange={(value) => { void setDailyCredits(id, value) }}
          />
        )}
      </div>
      {state === 'paused'
        ? <IconButton label={t('watch.resumeOf', { folder })} icon={<Play />} onPress={() => { void resumeWatch(id) }} />
        : <IconButton label={t('watch.pauseOf', { folder })} icon={<Pause />} onPress={() => { void pauseWatch(id) }} />}
      <IconButton label={t('watch.remove', { folder })} icon={<X />} onPress={() => { void removeWatch(watch) }} />
    </li>
  )
}
