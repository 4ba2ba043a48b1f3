import { useTranslation } from 'react-i18next'
import type { CancelAnswer } from '../../../../shared/domain/cancelAnswer'
import { Callout } from '../../components/Callout'
import { errorText } from '../../text/errorText'

export interface CancelNoticeProps {
  /** The input's name. */
  readonly name: string
  readonly answer: CancelAnswer
  readonly onDismiss: () => void
}

/** Whether MVSEP took a job back, and what that means for its credits. */
export function CancelNotice({ name, answer, onDismiss }: CancelNoticeProps) {
  const { t } = useTranslation()
  const dismissal = { dismissLabel: t('app.dismiss'), onDismiss }
  switch (answer.outcome) {
    case 'here': return null
    case 'agreed':
      return (
        <Callout tone={answer.begun ? 'plain' : 'good'} title={t('notices.cancelAgreed', { name })} {...dismissal}>
          {t(answer.begun ? 'notices.cancelAgreedBegun' : 'notices.cancelAgreedUnbegun')}
        </Callout>
      )
    case 'refused':
      return (
        <Callout tone="warning" title={t('notices.cancelRefused', { name })} {...dismissal}>
          <p>{t('notices.cancelRefusedNext')}</p>
          {answer.message !== null && <p className="selectable">{t('app.serversWords', { detail: answer.message })}</p>}
        </Callout>
      )
    case 'unheard':
      return (
        <Callout tone="warning" title={t('notices.cancelUnheard', { name })} {...dismissal}>
          {errorText(answer.error, t).what} {t('notices.cancelUnheardNext')}
        </Callout>
      )
  }
}
