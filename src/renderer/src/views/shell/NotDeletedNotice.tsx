import { useTranslation } from 'react-i18next'
import type { DeletionAnswer } from '../../../../shared/domain/deletionAnswer'
import { Callout } from '../../components/Callout'
import { errorText } from '../../text/errorText'

export interface NotDeletedNoticeProps {
  /** The input's name. */
  readonly name: string
  readonly answer: Exclude<DeletionAnswer, { readonly outcome: 'deleted' }>
  readonly onDismiss: () => void
}

/** Why a job's files are still at MVSEP. */
export function NotDeletedNotice({ name, answer, onDismiss }: NotDeletedNoticeProps) {
  const { t } = useTranslation()
  return (
    <Callout tone="warning" title={t(`there.${answer.outcome}`, { name })} dismissLabel={t('app.dismiss')} onDismiss={onDismiss}>
      <p>{answer.outcome === 'unheard' ? errorText(answer.error, t).what : t(`there.${answer.outcome}Next`)}</p>
      {answer.outcome === 'refused' && answer.message !== null && <p className="selectable">{t('app.serversWords', { detail: answer.message })}</p>}
    </Callout>
  )
}
