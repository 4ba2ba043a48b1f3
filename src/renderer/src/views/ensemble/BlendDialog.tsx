import { Blend } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BLEND_FORMATS, BLEND_METHODS, type BlendRefusal, MOST_SOURCES, MOST_WEIGHT } from '../../../../shared/domain/ensemble'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { Checkbox } from '../../components/Checkbox'
import { ChoiceCards } from '../../components/ChoiceCards'
import { Dialog } from '../../components/Dialog'
import { ErrorCallout } from '../../components/ErrorCallout'
import { ProgressBar } from '../../components/ProgressBar'
import { Select } from '../../components/Select'
import { useFootFocus } from '../../components/useFootFocus'
import { cancelBlend, isSongHere, resetBlend, startBlend, useBlend } from '../../stores/ensembles'
import { useJobs } from '../../stores/jobs'
import { goToStudio } from '../../stores/studio'
import { beginBlend, type BlendForm, type BlendRow, chosenRows, restNameOf, toRequest } from './blendForm'
import './blend.css'

export interface BlendDialogProps {
  readonly jobId: string
  /** The stem to begin with; null for the first that several have. */
  readonly stem: string | null
  readonly onClose: () => void
}

/** Which jobs, which stem of each, and how they become one. Opens the result in the Studio. */
export function BlendDialog({ jobId, stem, onClose }: BlendDialogProps) {
  const { t } = useTranslation()
  const [form, setForm] = useState<BlendForm>(() => beginBlend(useJobs.getState().jobs, jobId, stem))
  const [hasSong, setHasSong] = useState(false)
  const state = useBlend((store) => store.state)
  const [jobIds] = useState(() => form.rows.map(({ job }) => job.id))
  useEffect(() => {
    let isLeft = false
    resetBlend()
    void isSongHere(jobIds).then((isHere) => { if (!isLeft) setHasSong(isHere) })
    return () => { isLeft = true }
  }, [jobIds])
  const change = (part: Partial<BlendForm>): void => {
    resetBlend()
    setForm((now) => ({ ...now, ...part }))
  }
  const changeRow = (jobIdOfRow: string, part: Partial<BlendRow>): void => {
    change({ rows: form.rows.map((row) => (row.job.id === jobIdOfRow ? { ...row, ...part } : row)) })
  }
  const chosen = chosenRows(form)
  // The middle of two is their mean.
  const method = form.method === 'median' && chosen.length < 3 ? 'mean' : form.method
  const restName = hasSong ? restNameOf(form, t('ensemble.restName')) : null
  const running = state.status === 'running' ? state : null
  const foot = useFootFocus(running !== null)
  const close = (): void => {
    void cancelBlend()
    onClose()
  }
  const openMade = (made: string): void => {
    onClose()
    goToStudio(made)
  }
  const run = async (): Promise<void> => {
    const made = await startBlend(toRequest({ ...form, method }, form.withRest ? restName : null))
    if (made !== null) openMade(made)
  }
  return (
    <Dialog
      title={t('ensemble.title')}
      closeLabel={t('app.close')}
      isOpen
      size="wide"
      onClose={close}
      footer={
        <div className="blend__foot" ref={foot}>
          {running !== null
            ? (
              <>
                <div className="blend__progress" tabIndex={-1}><ProgressBar label={t('ensemble.progress')} fraction={running.fraction} /></div>
                <Button onPress={() => { void cancelBlend() }}>{t('app.stop')}</Button>
              </>
            )
            : (
              <>
                <Button onPress={close}>{t('app.cancel')}</Button>
                <Button kind="primary" icon={<Blend />} isDisabled={chosen.length < 2 || chosen.length > MOST_SOURCES} onPress={() => { void run() }}>{t('ensemble.start')}</Button>
              </>
            )}
        </div>
      }
    >
      <div className="blend">
        <p className="blend__lead">{t('ensemble.lead')}</p>
        <div className="blend__rows" role="group" aria-label={t('ensemble.jobs')}>
          {form.rows.map((row) => <Row key={row.job.id} row={row} isWeighed={method === 'mean'} onChange={(part) => { changeRow(row.job.id, part) }} />)}
        </div>
        {chosen.length < 2 && <p className="blend__note" role="status">{t('ensemble.tooFew')}</p>}
        {chosen.length > MOST_SOURCES && <p className="blend__note" role="status">{t('ensemble.tooMany', { count: MOST_SOURCES })}</p>}
        <ChoiceCards
          label={t('ensemble.method')}
          choices={BLEND_METHODS.filter((key) => key !== 'median' || chosen.length > 2).map((key) => ({ key, label: t(`ensemble.methods.${key}`), description: t(`ensemble.methodsWhat.${key}`) }))}
          value={method}
          onChange={(key) => { change({ method: BLEND_METHODS.find((each) => each === key) ?? 'mean' }) }}
        />
        <div className="blend__end">
          <Select
            label={t('export.format')}
            options={BLEND_FORMATS.map((key) => ({ key, label: t(`export.formats.${key}`) }))}
            value={form.format}
            onChange={(key) => { change({ format: BLEND_FORMATS.find((each) => each === key) ?? 'flac24' }) }}
          />
          {restName !== null && (
            <div>
              <Checkbox isSelected={form.withRest} onChange={(withRest) => { change({ withRest }) }}>{t('ensemble.rest', { name: restName })}</Checkbox>
              <p className="blend__what">{t('ensemble.restWhat')}</p>
            </div>
          )}
        </div>
        {state.status === 'refused' && <Refused refusal={state.refusal} rows={chosen} />}
        <div role="status">
          {state.status === 'keptAsFloats' && (
            <Callout tone="good" title={t('ensemble.keptAsFloats')} actions={<Button size="small" onPress={() => { openMade(state.jobId) }}>{t('jobs.openInStudio')}</Button>}>
              {t('ensemble.keptAsFloatsWhy')}
            </Callout>
          )}
        </div>
        {state.status === 'failed' && <ErrorCallout error={state.error} />}
      </div>
    </Dialog>
  )
}

function Row({ row, isWeighed, onChange }: { readonly row: BlendRow; readonly isWeighed: boolean; readonly onChange: (part: Partial<BlendRow>) => void }) {
  const { t } = useTranslation()
  const { job, label, isChosen, stemIndex, weight } = row
  const weights = Array.from({ length: MOST_WEIGHT }, (_, index) => ({ key: String(index + 1), label: t('ensemble.weight', { count: index + 1 }) }))
  return (
    <div className="blend__row">
      <Checkbox isSelected={isChosen} onChange={(isOn) => { onChange({ isChosen: isOn }) }}>{label}</Checkbox>
      <Select
        label={t('ensemble.stemOf', { name: label })}
        options={job.files.filter(({ done }) => done).map(({ index, stem }) => ({ key: String(index), label: stem }))}
        value={String(stemIndex)}
        onChange={(key) => { onChange({ stemIndex: Number(key) }) }}
        isDisabled={!isChosen}
      />
      {isWeighed && (
        <Select label={t('ensemble.weightOf', { name: label })} options={weights} value={String(weight)} onChange={(key) => { onChange({ weight: Number(key) }) }} isDisabled={!isChosen} />
      )}
    </div>
  )
}

function Refused({ refusal, rows }: { readonly refusal: BlendRefusal; readonly rows: readonly BlendRow[] }) {
  const { t, i18n } = useTranslation()
  const nameOf = (source: number | 'original'): string => (source === 'original' ? t('ensemble.song') : `“${rows[source]?.label ?? ''}”`)
  const names = { name: nameOf(refusal.source), than: nameOf(refusal.than) }
  const words = refusal.reason === 'length'
    ? t('ensemble.refused.length', { ...names, seconds: refusal.seconds.toLocaleString(i18n.language, { maximumFractionDigits: 2 }) })
    : t('ensemble.refused.channels', { ...names, channels: refusal.channels, thanChannels: refusal.thanChannels })
  return <Callout tone="error" title={words}>{t('ensemble.refusedNext')}</Callout>
}
