import { ArrowLeft } from 'lucide-react'
import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { WAVEFORM_MARK } from '../../audio/marks'
import { Button } from '../../components/Button'
import { ErrorCallout } from '../../components/ErrorCallout'
import { Spinner } from '../../components/Spinner'
import { holdStudio, openStudio, useStudio } from '../../stores/studio'
import { goBack } from '../../stores/navigation'
import { StudioDesk } from './StudioDesk'
import '../../text/studioTexts'
import './studio.css'

const leave = (): void => { goBack({ page: 'separate' }) }

/** Where a job's stems are heard together. Opens them on the way in, lets go of them on the way out. */
export function StudioView({ jobId }: { readonly jobId: string }) {
  const { t } = useTranslation()
  const studio = useStudio((state) => state.studio)
  useLayoutEffect(() => {
    performance.clearMarks(WAVEFORM_MARK)
    return holdStudio(jobId)
  }, [jobId])
  if (studio.status === 'open' && studio.jobId === jobId) return <StudioDesk session={studio.session} mixer={studio.mixer} onLeave={leave} />
  return (
    <section className="studio studio--waiting" aria-label={t('studio.title')}>
      <h1 className="visually-hidden" tabIndex={-1}>{t('studio.title')}</h1>
      {studio.status === 'failed'
        ? (
          <ErrorCallout
            error={studio.error}
            actions={
              <>
                <Button onPress={() => { void openStudio(jobId) }}>{t('app.tryAgain')}</Button>
                <Button kind="quiet" icon={<ArrowLeft />} onPress={leave}>{t('app.back')}</Button>
              </>
            }
          />
        )
        : <Spinner label={t('studio.opening')} />}
    </section>
  )
}
