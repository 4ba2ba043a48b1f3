import { CloudOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { expiresAtMs } from '../../../../shared/domain/expiry'
import type { Job } from '../../../../shared/domain/job'
import { Button } from '../../components/Button'
import { Dialog } from '../../components/Dialog'
import { IconButton } from '../../components/IconButton'
import { useMinute } from '../../stores/minute'
import { deleteThere } from '../../stores/there'

/** Deletes a job's copies at MVSEP, after a question; nothing where there are none. */
export function DeleteThere({ job }: { readonly job: Job & { readonly phase: 'ready' } }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const isThere = (expiresAtMs(job) ?? 0) > useMinute()
  if (!isThere || job.files.some(({ damaged }) => damaged)) return null
  const close = (): void => { setAsking(false) }
  return (
    <>
      <IconButton label={t('there.delete')} icon={<CloudOff />} onPress={() => { setAsking(true) }} />
      <Dialog
        title={t('there.deleteTitle', { name: job.input.name })}
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
                void deleteThere(job)
              }}
            >
              {t('there.deleteDo')}
            </Button>
          </>
        )}
      >
        <p>{t('there.deleteWhat')}</p>
      </Dialog>
    </>
  )
}
