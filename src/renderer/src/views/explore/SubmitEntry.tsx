import { FileArchive, X } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { LARGEST_DATASET, type ChosenZip } from '../../../../shared/domain/qualityChecker'
import type { ServiceId } from '../../../../shared/domain/service'
import { call } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { Card } from '../../components/Card'
import { Checkbox } from '../../components/Checkbox'
import { ErrorCallout } from '../../components/ErrorCallout'
import { ProgressBar } from '../../components/ProgressBar'
import { Select } from '../../components/Select'
import { TextField } from '../../components/TextField'
import { useAccount } from '../../stores/account'
import { goTo } from '../../stores/navigation'
import { attempt } from '../../stores/notices'
import { sendEntry, stopSending, useSubmission } from '../../stores/submission'
import { bytes } from '../../text/format'
import { useDatasetName } from './useDatasetName'

const DATASET_TYPES = Array.from({ length: LARGEST_DATASET + 1 }, (_, type) => type)

/** How far the sending is, and what became of it. */
function Told() {
  const { t, i18n } = useTranslation()
  const state = useSubmission(({ submission }) => submission)
  switch (state.status) {
    case 'idle': return null
    case 'sending': {
      const { fileName, progress } = state
      return (
        <div className="submit__progress" role="group" aria-label={t('explore.sending', { name: fileName })}>
          <ProgressBar label={t('explore.sending', { name: fileName })} fraction={progress === null ? null : progress.sentBytes / progress.totalBytes} />
          {progress !== null && <span>{t('explore.sent', { sent: bytes(progress.sentBytes, t, i18n.language), total: bytes(progress.totalBytes, t, i18n.language) })}</span>}
          <Button size="small" kind="quiet" icon={<X />} onPress={() => { void stopSending() }}>{t('explore.cancelSending')}</Button>
        </div>
      )
    }
    case 'added': return <Callout tone="good" title={t('explore.isAdded')}><p>{state.entryId === null ? t('explore.addedNext') : t('explore.addedNumber', { id: state.entryId })}</p></Callout>
    case 'refused': return <Callout tone="error" title={t('explore.refused')}>{state.message !== '' && <p>{state.message}</p>}</Callout>
    case 'failed':
      // The general words for these two are about a song.
      if (state.error.code === 'answerLost') return <Callout tone="warning" title={t('explore.lost')}><p>{t('explore.lostNext')}</p></Callout>
      if (state.error.code === 'uploadCut') return <Callout tone="error" title={t('explore.cut')}><p>{t('explore.cutNext')}</p></Callout>
      return <ErrorCallout error={state.error} />
  }
}

function SubmitForm({ service, onAdded }: { readonly service: ServiceId; readonly onAdded: () => void }) {
  const { t, i18n } = useTranslation()
  const nameOf = useDatasetName()
  const state = useSubmission(({ submission }) => submission)
  const [zip, setZip] = useState<ChosenZip | null>(null)
  const [algorithmName, setAlgorithmName] = useState('')
  const [text, setText] = useState('')
  const [datasetType, setDatasetType] = useState(1)
  const [isEnsemble, setEnsemble] = useState(false)
  const [password, setPassword] = useState('')
  const [wasTried, setTried] = useState(false)
  const refused = state.status === 'refused' ? state.fields : {}
  const problem = (isMissing: boolean, told: string | undefined): string | null => wasTried && isMissing ? t('explore.required') : (told ?? null)

  const choose = (): void => { void attempt(async () => { setZip(await call('checker:chooseZip', undefined) ?? zip) }) }
  const submit = async (): Promise<void> => {
    setTried(true)
    if (zip === null || algorithmName.trim() === '' || text.trim() === '' || password === '' || state.status === 'sending') return
    setTried(false)
    const isAdded = await sendEntry({ service, zipId: zip.zipId, algorithmName, text, datasetType, isEnsemble, password }, zip.fileName)
    if (!isAdded) return
    for (const empty of [setAlgorithmName, setText, setPassword]) empty('')
    setZip(null)
    onAdded()
  }
  const zipProblem = problem(zip === null, refused.zipfile)

  return (
    <Form className="explore__form" onSubmit={(event: SyntheticEvent) => { event.preventDefault(); void submit() }}>
      <p className="explore__none">{t('explore.submitLead')}</p>
      <div className="submit__zip">
        <Button icon={<FileArchive />} onPress={choose}>{t('explore.chooseZip')}</Button>
        <span className="truncate">{t('explore.zip')}: {zip === null ? t('explore.noZip') : `${zip.fileName} · ${bytes(zip.sizeBytes, t, i18n.language)}`}</span>
        {zipProblem !== null && <p className="field__error" role="alert">{zipProblem}</p>}
      </div>
      <TextField label={t('explore.algorithmName')} value={algorithmName} onChange={setAlgorithmName} error={problem(algorithmName.trim() === '', refused.algo_name)} />
      <TextField label={t('explore.description')} multiline value={text} onChange={setText} error={problem(text.trim() === '', refused.main_text)} />
      <Select label={t('explore.dataset')} options={DATASET_TYPES.map((type) => ({ key: String(type), label: nameOf(type) }))} value={String(datasetType)} onChange={(key) => { setDatasetType(Number(key)) }} />
      <Checkbox isSelected={isEnsemble} onChange={setEnsemble}>{t('explore.isEnsemble')}</Checkbox>
      <TextField label={t('explore.password')} type="password" value={password} onChange={setPassword} description={t('explore.passwordHelp')} error={problem(password === '', refused.password)} />
      <Button type="submit" kind="primary" isPending={state.status === 'sending'} onPress={() => undefined}>{t('explore.send')}</Button>
      <Told />
    </Form>
  )
}

/** Sends an entry to the quality checker; what it needs stands on its fields. */
export function SubmitEntry({ service, onAdded }: { readonly service: ServiceId; readonly onAdded: () => void }) {
  const { t } = useTranslation()
  const status = useAccount(({ account }) => account.status)
  const canSend = service === 'local' || status === 'signedIn' || status === 'unchecked'
  return (
    <Card title={t('explore.submit')}>
      {canSend ? <SubmitForm service={service} onAdded={onAdded} /> : (
        <div className="explore__form">
          <p>{t('explore.submitSignIn')}</p>
          <Button onPress={() => { goTo({ page: 'account' }) }}>{t('explore.goAccount')}</Button>
        </div>
      )}
    </Card>
  )
}
