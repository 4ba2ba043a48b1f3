import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../../../shared/domain/input'
import type { PrepareOffers } from '../../../../shared/domain/prepared'
import type { ErrorInfo } from '../../../../shared/errors/appError'
import { call, errorInfoOf } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { Dialog } from '../../components/Dialog'
import { ErrorCallout } from '../../components/ErrorCallout'
import { Spinner } from '../../components/Spinner'
import { closePrepare, prepare, stopPreparing, undoPrepared, usePrepare } from '../../stores/prepare'
import { enPrepareDialog, enPrepareErrors } from '../../text/enPrepareDialog'
import { bytes, clock } from '../../text/format'
import { addTexts } from '../../text/i18n'
import { Making } from './Making'
import { sentWords } from './preparedWords'
import { TrialDialog } from './TrialDialog'
import './prepare.css'

addTexts({ prepareDialog: enPrepareDialog, errors: enPrepareErrors })

type Offers = { readonly status: 'loading' } | { readonly status: 'ready'; readonly offers: PrepareOffers } | { readonly status: 'failed'; readonly error: ErrorInfo }

function useOffers(inputId: string): Offers {
  const [offers, setOffers] = useState<Offers>({ status: 'loading' })
  useEffect(() => {
    let left = false
    call('inputs:offers', { inputId }).then(
      (found) => { if (!left) setOffers({ status: 'ready', offers: found }) },
      (error: unknown) => { if (!left) setOffers({ status: 'failed', error: errorInfoOf(error) }) }
    )
    return () => { left = true }
  }, [inputId])
  return offers
}

interface WayProps {
  readonly title: string
  readonly what: string
  readonly action: string
  readonly isPrimary: boolean
  readonly onPress: () => void
}

function Way({ title, what, action, isPrimary, onPress }: WayProps) {
  return (
    <li className="way">
      <div className="way__words"><p className="way__title">{title}</p><p className="way__what">{what}</p></div>
      <Button kind={isPrimary ? 'primary' : 'secondary'} onPress={onPress}>{action}</Button>
    </li>
  )
}

function Ways({ input, offers, onPick }: { readonly input: Input; readonly offers: PrepareOffers; readonly onPick: () => void }) {
  const { t, i18n } = useTranslation()
  const { id, prepared } = input
  const from = bytes(prepared?.fromSizeBytes ?? input.sizeBytes, t, i18n.language)
  const flac = prepared?.how === 'flac' ? null : offers.flac
  const track = prepared?.how === 'audioTrack' ? null : offers.audioTrack
  const size = bytes((flac ?? track)?.sizeBytes ?? 0, t, i18n.language)
  const hasWays = flac !== null || track !== null || offers.trial
  if (!hasWays && !offers.isSoundLocked && prepared === undefined) return <p className="way__what">{t('prepareDialog.none')}</p>
  return (
    <>
      {offers.isSoundLocked && <Callout tone="warning" title={t('prepareDialog.locked')}>{t('prepareDialog.lockedNext')}</Callout>}
      {hasWays && (
        <ul className="ways" aria-label={t('prepareDialog.ways')}>
          {flac !== null && (
            <Way
              title={t('prepareDialog.flac')} what={t(flac.isExact ? 'prepareDialog.flacExact' : 'prepareDialog.flacRounded', { size, from })} isPrimary
              action={t(flac.isExact ? 'prepareDialog.flacDo' : 'prepareDialog.flacDoRounded')} onPress={() => { void prepare(id, { how: 'flac' }) }}
            />
          )}
          {track !== null && (
            <Way
              title={t('prepareDialog.track')} what={t('prepareDialog.trackWhat', { size, from, codec: track.codec.toUpperCase() })} isPrimary
              action={t('prepareDialog.trackDo')} onPress={() => { void prepare(id, { how: 'audioTrack' }) }}
            />
          )}
          {offers.trial && <Way title={t('prepareDialog.trial')} what={t('prepareDialog.trialWhat')} isPrimary={false} action={t('prepareDialog.trialDo')} onPress={onPick} />}
        </ul>
      )}
    </>
  )
}

/** What can be sent of a song: as it is, smaller, or a part of it. Nothing is made before it is pressed. */
export function PrepareDialog({ input }: { readonly input: Input }) {
  const [isPicking, setPicking] = useState(false)
  return isPicking ? <TrialDialog input={input} onBack={() => { setPicking(false) }} /> : <WaysDialog input={input} onPick={() => { setPicking(true) }} />
}

function WaysDialog({ input, onPick }: { readonly input: Input; readonly onPick: () => void }) {
  const { t, i18n } = useTranslation()
  const offers = useOffers(input.id)
  const { fraction, error } = usePrepare()
  const { prepared } = input
  const seconds = prepared === undefined ? input.durationSeconds : prepared.fromDurationSeconds
  const size = bytes(prepared?.fromSizeBytes ?? input.sizeBytes, t, i18n.language)
  const name = prepared?.fromName ?? input.name
  return (
    <Dialog
      title={t('prepareDialog.title', { name })} closeLabel={t('app.close')} isOpen onClose={closePrepare} size="wide"
      footer={fraction === null
        ? <Button kind="quiet" onPress={closePrepare}>{t('app.close')}</Button>
        : <Button onPress={() => { void stopPreparing() }}>{t('app.stop')}</Button>}
    >
      {error !== null && <ErrorCallout error={error} />}
      <p className="prepare__song">{t('prepareDialog.song', { facts: seconds === null ? size : `${clock(seconds)} · ${size}` })}</p>
      {prepared !== undefined && (
        <div className="prepare__stands">
          <p>{t('prepareDialog.stands', { what: sentWords(input, t, i18n.language) })}</p>
          <Button size="small" isDisabled={fraction !== null} onPress={() => { void undoPrepared(input.id) }}>{t('prepare.undo', { name })}</Button>
        </div>
      )}
      {fraction !== null && <Making fraction={fraction} />}
      {fraction === null && offers.status === 'loading' && <Spinner label={t('prepareDialog.looking')} />}
      {offers.status === 'failed' && <ErrorCallout error={offers.error} />}
      {fraction === null && offers.status === 'ready' && <Ways input={input} offers={offers.offers} onPick={onPick} />}
    </Dialog>
  )
}
