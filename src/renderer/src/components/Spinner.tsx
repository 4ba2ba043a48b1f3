import { useEffect, useState } from 'react'
import './spinner.css'

/** What is over sooner was never waited for: words and moving bars would only flash. */
const PATIENCE_MS = 150

/** Something is going on, with words that say what. Its place is kept from the start; it shows, and is told, once it takes a while. */
export function Spinner({ label }: { readonly label: string }) {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => { setLong(true) }, PATIENCE_MS)
    return () => { clearTimeout(timer) }
  }, [])
  return (
    <p className="spinner" role="status" data-shown={isLong || undefined}>
      <span className="spinner__bars" aria-hidden="true"><i data-family="vocals" /><i data-family="drums" /><i data-family="bass" /><i data-family="other" /></span>
      {label}
    </p>
  )
}
