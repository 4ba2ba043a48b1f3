import { placeOfLink } from '../../../../../shared/domain/link'

/** What a link is called, and where it lies. */
export function LinkWords({ name, url }: { readonly name: string; readonly url: string }) {
  return (
    <span className="link-words" title={url}>
      <span className="input__name truncate">{name}</span>
      <span className="link-words__place truncate">{placeOfLink(url, name)}</span>
    </span>
  )
}
