import { useState, type SyntheticEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import type { ErrorInfo } from '../../../../shared/errors/appError'
import { call, errorInfoOf } from '../../bridge/client'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { Card } from '../../components/Card'
import { Dialog } from '../../components/Dialog'
import { ErrorCallout } from '../../components/ErrorCallout'
import { TextField } from '../../components/TextField'

type Outcome =
  | { readonly kind: 'deleted'; readonly id: number }
  | { readonly kind: 'refused'; readonly id: number; readonly message: string | null }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }

function Told({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation()
  switch (outcome.kind) {
    case 'deleted': return <Callout tone="good" title={t('explore.removed', { id: outcome.id })} />
    case 'refused': return <Callout tone="error" title={t('explore.notRemoved', { id: outcome.id })}><p>{outcome.message ?? t('explore.notRemovedWords')}</p></Callout>
    case 'failed': return <ErrorCallout error={outcome.error} />
  }
}

/** Deletes an entry by its number and password, once the user has said so twice. The password is not kept. */
export function DeleteEntry({ service, onDeleted }: { readonly service: ServiceId; readonly onDeleted: () => void }) {
  const { t } = useTranslation()
  const [number, setNumber] = useState('')
  const [password, setPassword] = useState('')
  const [wasTried, setTried] = useState(false)
  const [askingId, setAskingId] = useState<number | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const isNumber = /^[1-9]\d{0,9}$/.test(number.trim())

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setTried(true)
    setOutcome(null)
    if (isNumber && password !== '') setAskingId(Number(number))
  }
  const remove = async (entryId: number): Promise<void> => {
    setBusy(true)
    try {
      const { deleted, message } = await call('checker:delete', { service, entryId, password })
      setOutcome(deleted ? { kind: 'deleted', id: entryId } : { kind: 'refused', id: entryId, message })
      if (deleted) {
        setNumber('')
        onDeleted()
      }
    } catch (error) {
      setOutcome({ kind: 'failed', error: errorInfoOf(error) })
    } finally {
      setPassword('')
      setTried(false)
      setBusy(false)
      setAskingId(null)
    }
  }

  return (
    <Card title={t('explore.remove')}>
      <Form className="explore__form" onSubmit={submit}>
        <p className="explore__none">{t('explore.removeLead')}</p>
        <TextField label={t('explore.entryNumber')} value={number} onChange={setNumber} error={wasTried && !isNumber ? t('explore.badNumber') : null} />
        <TextField label={t('explore.password')} type="password" value={password} onChange={setPassword} error={wasTried && password === '' ? t('explore.required') : null} />
        <Button type="submit" kind="danger" onPress={() => undefined}>{t('explore.removeButton')}</Button>
        {outcome !== null && <Told outcome={outcome} />}
      </Form>
      {askingId !== null && (
        <Dialog
          title={t('explore.removeTitle', { id: askingId })} closeLabel={t('app.close')} isOpen onClose={() => { setAskingId(null) }}
          footer={
            <>
              <Button onPress={() => { setAskingId(null) }}>{t('app.cancel')}</Button>
              <Button kind="danger" isPending={isBusy} onPress={() => { void remove(askingId) }}>{t('explore.removeYes', { id: askingId })}</Button>
            </>
          }
        >
          <p>{t('explore.removeWhat')}</p>
        </Dialog>
      )}
    </Card>
  )
}
