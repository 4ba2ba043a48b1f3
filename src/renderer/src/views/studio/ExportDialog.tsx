import { FolderDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StudioSession } from '../../../../shared/domain/studio'
import { Button } from '../../components/Button'
import { Checkbox } from '../../components/Checkbox'
import { Dialog } from '../../components/Dialog'
import { StemChip } from '../../components/StemChip'
import { exportStems } from '../../stores/studio'

export interface ExportDialogProps {
  readonly session: StudioSession
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Which stems to copy out; the folder is asked for by the system. */
export function ExportDialog({ session, isOpen, onClose }: ExportDialogProps) {
  const { t } = useTranslation()
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [busy, setBusy] = useState(false)
  const chosen = session.stems.filter((stem) => !left.has(stem.index)).map((stem) => stem.index)
  const toggle = (index: number, isChosen: boolean): void => {
    const next = new Set(left)
    if (isChosen) next.delete(index)
    else next.add(index)
    setLeft(next)
  }
  const start = async (): Promise<void> => {
    setBusy(true)
    const done = await exportStems(session.jobId, chosen)
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      title={t('studio.exportTitle')}
      closeLabel={t('app.close')}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button kind="primary" icon={<FolderDown />} isDisabled={chosen.length === 0} isPending={busy} onPress={() => { void start() }}>
            {t('studio.chooseFolder')}
          </Button>
        </>
      }
    >
      <p className="export__what">{t('studio.exportWhat')}</p>
      <div className="export__list">
        <Checkbox
          isSelected={chosen.length === session.stems.length}
          isIndeterminate={chosen.length > 0 && chosen.length < session.stems.length}
          onChange={(all) => { setLeft(new Set(all ? [] : session.stems.map((stem) => stem.index))) }}
        >
          <strong>{t('studio.exportAll')}</strong>
        </Checkbox>
        {session.stems.map((stem) => (
          <Checkbox key={stem.index} isSelected={!left.has(stem.index)} onChange={(isChosen) => { toggle(stem.index, isChosen) }}>
            <StemChip name={stem.name} />
          </Checkbox>
        ))}
      </div>
      {chosen.length === 0 && <p className="export__none" role="status">{t('studio.noneChosen')}</p>}
    </Dialog>
  )
}
