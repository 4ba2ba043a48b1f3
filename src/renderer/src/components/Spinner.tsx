import './spinner.css'

/** Something is going on, with words that say what. */
export function Spinner({ label }: { readonly label: string }) {
  return (
    <p className="spinner" role="status">
      <span className="spinner__bars" aria-hidden="true"><i data-family="vocals" /><i data-family="drums" /><i data-family="bass" /><i data-family="other" /></span>
      {label}
    </p>
  )
}
