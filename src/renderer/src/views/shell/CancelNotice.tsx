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

/** The same for several jobs: how many came back, with and without their credits, and how many did not. */
export function CancelManyNotice({ answers, onDismiss }: { readonly answers: readonly CancelAnswer[]; readonly onDismiss: () => void }) {
  const { t } = useTranslation()
  const free = answers.filter((answer) => answer.outcome === 'agreed' && !answer.begun).length
  const begun = answers.filter((answer) => answer.outcome === 'agreed' && answer.begun).length
  const refused = answers.filter(({ outcome }) => outcome === 'refused').length
  const unheard = answers.filter(({ outcome }) => outcome === 'unheard').length
  const lines = [
    free > 0 && t('notices.cancelledFree', { count: free }),
    begun > 0 && t('notices.cancelledBegun', { count: begun }),
    refused > 0 && t('notices.cancelledRefused', { count: refused }),
    unheard > 0 && t('notices.cancelledUnheard', { count: unheard })
  ].filter((line) => line !== false)
  return (
    <Callout
      tone={refused + unheard > 0 ? 'warning' : begun > 0 ? 'plain' : 'good'}
      title={t('notices.cancelledMany', { count: answers.length })}
      dismissLabel={t('app.dismiss')}
      onDismiss={onDismiss}
    >
      {lines.map((line) => <p key={line}>{line}</p>)}
    </Callout>
  )
}
