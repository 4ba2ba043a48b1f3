import { useCallback, useEffect, useRef, useState } from 'react'
import type { Kept } from '../../../../shared/domain/kept'
import type { ErrorInfo } from '../../../../shared/errors/appError'
import { errorInfoOf } from '../../bridge/client'

export type Shown<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: ErrorInfo; readonly isAsking: boolean }
  | { readonly status: 'ready'; readonly kept: Kept<T>; readonly isAsking: boolean }

interface Answered<T> {
  readonly question: string
  readonly shown: Shown<T>
}

/**
 * A list that main keeps: its copy at once, the service's answer behind it. `question` names what `ask` asks for; a
 * changed one is asked anew, and an answer to an older one is dropped; what was shown stays meanwhile, so that the focus has a
 * place to stay. `refresh` asks the service.
 */
export function useKept<T>(question: string, ask: (refresh: boolean) => Promise<Kept<T>>): { readonly shown: Shown<T>; readonly refresh: () => void } {
  const [answered, setAnswered] = useState<Answered<T>>({ question: '', shown: { status: 'loading' } })
  const asking = useRef(ask)
  const turn = useRef(0)
  useEffect(() => { asking.current = ask })

  const run = useCallback(async (refresh: boolean): Promise<void> => {
    const thisTurn = turn.current += 1
    const show = (shown: Shown<T>): void => { if (thisTurn === turn.current) setAnswered({ question, shown }) }
    try {
      const first = await asking.current(refresh)
      const isCopy = first.fromCache && !refresh
      show({ status: 'ready', kept: first, isAsking: isCopy })
      if (isCopy) show({ status: 'ready', kept: await asking.current(true), isAsking: false })
    } catch (error) {
      show({ status: 'failed', error: errorInfoOf(error), isAsking: false })
    }
  }, [question])

  useEffect(() => {
    void run(false)
    return () => { turn.current += 1 }
  }, [run])

  const refresh = useCallback((): void => {
    setAnswered(({ question: of, shown }) => ({ question: of, shown: shown.status === 'loading' ? shown : { ...shown, isAsking: true } }))
    void run(true)
  }, [run])

  const { shown } = answered
  if (answered.question === question) return { shown, refresh }
  return { shown: shown.status === 'ready' ? { ...shown, isAsking: true } : { status: 'loading' }, refresh }
}
