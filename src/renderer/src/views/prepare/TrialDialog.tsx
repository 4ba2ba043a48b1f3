import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../../../shared/domain/input'
import { Button } from '../../components/Button'
import { Dialog } from '../../components/Dialog'
import { ErrorCallout } from '../../components/ErrorCallout'
import { Spinner } from '../../components/Spinner'
import { closePrepare, prepare, stopPreparing, usePrepare } from '../../stores/prepare'
import { Making } from './Making'
import { TrialPicker } from './TrialPicker'
import { useSongSession } from './useSongSession'

/** Where a trial begins unless another place is chosen: a song's middle says more of it than its first seconds. */
const FIRST_PLACE = 1 / 3

/** Which thirty seconds of a song are tried. */
export function TrialDialog({ input, onBack }: { readonly input: Input; readonly onBack: () => void }) {
  const { t } = useTranslation()
  const { fraction, error } = usePrepare()
  const song = useSongSession(input.id)
  const seconds = input.prepared?.fromDurationSeconds ?? input.durationSeconds ?? 0
  const [startSeconds, setStart] = useState(input.prepared?.startSeconds ?? Math.floor(seconds * FIRST_PLACE))
  const isSilent = song.status === 'open' && song.session.stems.length === 0
  return (
    <Dialog
      title={t('prepareDialog.pick.title')} closeLabel={t('app.close')} isOpen onClose={closePrepare} size="wide"
      footer={fraction === null
        ? (
          <>
            <Button kind="quiet" onPress={onBack}>{t('app.back')}</Button>
            <Button
              kind="primary" isDisabled={song.status !== 'open' || isSilent}
              onPress={() => { void prepare(input.id, { how: 'trial', startSeconds }) }}
            >
              {t('prepareDialog.pick.take')}
            </Button>
          </>
        )
        : <Button onPress={() => { void stopPreparing() }}>{t('app.stop')}</Button>}
    >
      {error !== null && <ErrorCallout error={error} />}
      {song.status === 'opening' && <Spinner label={t('prepareDialog.pick.opening')} />}
      {song.status === 'failed' && <ErrorCallout error={song.error} />}
      {isSilent && <p>{t('prepareDialog.pick.silent')}</p>}
      {song.status === 'open' && !isSilent && (
        <TrialPicker session={song.session} reopen={song.reopen} startSeconds={startSeconds} onStart={setStart} />
      )}
      {fraction !== null && <Making fraction={fraction} />}
    </Dialog>
  )
}
