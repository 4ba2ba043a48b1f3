import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { errorText } from '../text/errorText'
import { Callout } from './Callout'

export interface ErrorCalloutProps {
  readonly error: ErrorInfo
  readonly actions?: ReactNode
  readonly onDismiss?: () => void
}

/** An error in three plain sentences: what happened, what is safe, what to do next. */
export function ErrorCallout({ error, actions, onDismiss }: ErrorCalloutProps) {
  const { t } = useTranslation()
  const text = errorText(error, t)
  return (
    <Callout
      tone="error"
      title={text.what}
      actions={actions}
      {...(onDismiss === undefined ? {} : { onDismiss, dismissLabel: t('app.dismiss') })}
    >
      <p>{text.safe} {text.next}</p>
      {text.detail !== null && <p className="selectable">{text.detail}</p>}
    </Callout>
  )
}
