import { CloudOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { expiresAtMs } from '../../../../shared/domain/expiry'
import type { Job } from '../../../../shared/domain/job'
import type { ServerJob } from '../../../../shared/domain/serverHistory'
import { Button } from '../../components/Button'
import { Dialog } from '../../components/Dialog'
import { IconButton } from '../../components/IconButton'
import { deleteOnlyThere } from '../../stores/history'
import { useMinute } from '../../stores/minute'
import { deleteThere } from '../../stores/there'

/** The button, and the question before anything is deleted. */
function AskAndDelete({ name, what, onDelete }: { readonly name: string; readonly what: string; readonly onDelete: () => void }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const close = (): void => { setAsking(false) }
  return (
    <>
      <IconButton label={t('there.delete')} icon={<CloudOff />} onPress={() => { setAsking(true) }} />
      <Dialog
        title={t('there.deleteTitle', { name })}
        closeLabel={t('there.keep')}
        isOpen={asking}
        onClose={close}
        footer={(
          <>
            <Button kind="quiet" onPress={close}>{t('there.keep')}</Button>
            <Button
              kind="primary"
              onPress={() => {
                close()
                onDelete()
              }}
            >
              {t('there.deleteDo')}
            </Button>
          </>
        )}
      >
        <p>{what}</p>
      </Dialog>
    </>
  )
}

/** Deletes a job's copies at MVSEP, after a question; nothing where there are none. */
export function DeleteThere({ job }: { readonly job: Job & { readonly phase: 'ready' } }) {
  const { t } = useTranslation()
  const isThere = (expiresAtMs(job) ?? 0) > useMinute()
  // What came by a link may be somebody else's.
  const mayBeAnothers = job.adopted !== undefined && job.accountId === null
  if (!isThere || mayBeAnothers || job.files.some(({ damaged }) => damaged)) return null
  return <AskAndDelete name={job.input.name} what={t('there.deleteWhat')} onDelete={() => { void deleteThere(job) }} />
}

/** Deletes a job that is only at MVSEP, after a question that says so. */
export function DeleteOnlyThere({ row, name }: { readonly row: ServerJob; readonly name: string }) {
  const { t } = useTranslation()
  return <AskAndDelete name={name} what={t('history.deleteWhat')} onDelete={() => { void deleteOnlyThere(row, name) }} />
}
