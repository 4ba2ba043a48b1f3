import { useEffect, useState } from 'react'

/** The time, looked at again every so often; for words like "3 hours ago". */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => { setNowMs(Date.now()) }, everyMs)
    return () => { clearInterval(timer) }
  }, [everyMs])
  return nowMs
}
