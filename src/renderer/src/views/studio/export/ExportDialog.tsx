import { FolderDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Player } from '../../../audio/player.types'
import { Button } from '../../../components/Button'
import { Dialog } from '../../../components/Dialog'
import { ProgressBar } from '../../../components/ProgressBar'
import { Spinner } from '../../../components/Spinner'
import { useFootFocus } from '../../../components/useFootFocus'
import { cancelExport, startExport, useExport } from '../../../stores/exports'
import { DragStrip } from './DragStrip'
import { ExportAnswer } from './ExportAnswer'
import { isComplete } from './exportForm'
import { NamesSection } from './NamesSection'
import type { ExportWish } from './openExport'
import { type ExportFormState, useExportForm } from './useExportForm'
import { WhatSection } from './WhatSection'
import { WhereSection } from './WhereSection'
import './export.css'

export interface ExportDialogProps {
  readonly player: Player
  /** What it begins with; null while it is closed. */
  readonly wish: ExportWish | null
  readonly onClose: () => void
}

/** What is carried out of the Studio: what, which part, as what, under which names, where to. */
export function ExportDialog({ player, wish, onClose }: ExportDialogProps) {
  // Mounted anew each time it opens: it begins with what was chosen last, and with the mixer as it stands.
  return wish === null ? null : <OpenDialog player={player} wish={wish} onClose={onClose} />
}

function OpenDialog({ player, wish, onClose }: ExportDialogProps & { readonly wish: ExportWish }) {
  const { t } = useTranslation()
  const state = useExportForm(player, wish)
  const running = useExport((store) => (store.state.status === 'running' ? store.state : null))
  const isAnswered = useExport(({ state: { status } }) => status === 'answered' || status === 'failed')
  const foot = useFootFocus(running !== null)
  const close = (): void => {
    void cancelExport()
    onClose()
  }
  const run = async (form: ExportFormState, part: { readonly mayClip?: boolean; readonly agreedNames?: readonly string[]; readonly lowerByDecibels?: number }): Promise<void> => {
    const { mayClip = false, agreedNames = [], lowerByDecibels = form.content.lowerByDecibels } = part
    const { place, zip, collision } = form.form
    const isDone = await startExport({ ...form.content, place, zip, collision, lowerByDecibels, mayClip, agreedNames: [...agreedNames] })
    if (isDone) onClose()
    else await form.refresh()
  }
  const begin = state !== null && state.form.place === 'folder' && state.options.places.folder === null ? t('export.chooseFolder') : t('export.start')
  const isReady = state !== null && isComplete(state.form)
  return (
    <Dialog
      title={t('export.title')}
      closeLabel={t('app.close')}
      isOpen
      size="wide"
      onClose={close}
      footer={
        <div className="export__foot" ref={foot}>
          {running !== null
            ? (
              <>
                <div className="export__progress" tabIndex={-1}><ProgressBar label={t('export.progress')} fraction={running.fraction} /></div>
                <span className="export__percent" aria-hidden="true">{t('units.percent', { percent: Math.round(running.fraction * 100) })}</span>
                <Button onPress={() => { void cancelExport() }}>{t('app.stop')}</Button>
              </>
            )
            : (
              <>
                <Button onPress={close}>{t('app.cancel')}</Button>
                <Button kind="primary" icon={<FolderDown />} isDisabled={!isReady} onPress={() => { if (state !== null) void run(state, {}) }}>{begin}</Button>
              </>
            )}
        </div>
      }
    >
      {state === null
        ? <Spinner label={t('export.loading')} />
        : (
          <div className="export" inert={running !== null}>
            <WhatSection player={player} state={state} />
            <NamesSection state={state} />
            <WhereSection jobId={player.session.jobId} state={state} />
            {!isAnswered && <DragStrip content={isReady ? state.content : null} />}
            <ExportAnswer
              lowerBy={(lowerByDecibels) => { void run(state, { lowerByDecibels }) }}
              cutOff={() => { void run(state, { mayClip: true }) }}
              replace={(agreedNames) => { void run(state, { agreedNames }) }}
            />
          </div>
        )}
    </Dialog>
  )
}
