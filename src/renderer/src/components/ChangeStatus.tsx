import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button'
import './changeStatus.css'

export interface ChangeStatusProps {
  /** What the last change of a list did; null: nothing to see. */
  readonly words: string | null
  /** Said where nothing is seen. */
  readonly unseen?: string | null
  /** What was removed and can be brought back; another one is another removal. */
  readonly removed: object | null
  readonly onUndo: () => void
}

/** What the last change of a list did, where a glance expects it, and the button that takes it back. */
export function ChangeStatus({ words, unseen = null, removed, onUndo }: ChangeStatusProps) {
  const { t } = useTranslation()
  const bar = useRef<HTMLDivElement>(null)
  // The row that had the focus is gone; taking its removal back is the next thing to do.
  useEffect(() => { if (removed !== null) bar.current?.querySelector('button')?.focus() }, [removed])
  return (
    <div className="change-status" data-shown={words !== null} ref={bar}>
      <p role="status">{words ?? <span className="visually-hidden">{unseen}</span>}</p>
      {removed !== null && <Button kind="quiet" size="small" onPress={onUndo}>{t('app.undo')}</Button>}
    </div>
  )
}
