import { stemFamily } from './stemFamily'
import './chip.css'

/** A stem by name and colour. */
export function StemChip({ name }: { readonly name: string }) {
  return (
    <span className="chip" data-family={stemFamily(name)}>
      <span className="chip__dot" aria-hidden="true" />
      {name}
    </span>
  )
}
