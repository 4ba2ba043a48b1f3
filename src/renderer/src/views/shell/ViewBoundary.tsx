import { Component, type ErrorInfo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'

function Broken({ onAgain }: { readonly onAgain: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="page">
      <h1 className="visually-hidden" tabIndex={-1}>{t('app.viewBroke')}</h1>
      <Callout tone="error" title={t('app.viewBroke')} actions={<Button onPress={onAgain}>{t('app.tryAgain')}</Button>}>
        {t('app.viewBrokeNext')}
      </Callout>
    </div>
  )
}

/** Keeps a bug in one page from taking the window with it; the rest goes on. */
export class ViewBoundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override readonly state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('a page stopped working', error, info.componentStack)
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken onAgain={() => { this.setState({ broken: false }) }} /> : this.props.children
  }
}
