/**
 * Text with structure, made in the main process from the service's HTML by an allow-list. No HTML crosses to a page:
 * what is not in this union does not exist there.
 */
export type RichInline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'code'; readonly children: readonly RichInline[] }
  /** `href` is https and passed the allow-list of hosts; a link that did not is plain text. */
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly RichInline[] }
  | { readonly kind: 'lineBreak' }

export interface RichCell {
  readonly isHeader: boolean
  readonly columnSpan: number
  readonly rowSpan: number
  readonly children: readonly RichInline[]
}

export type RichBlock =
  | { readonly kind: 'paragraph'; readonly children: readonly RichInline[] }
  | { readonly kind: 'heading'; readonly level: 3 | 4 | 5; readonly children: readonly RichInline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly RichInline[])[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly RichCell[])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly RichBlock[] }

export type RichText = readonly RichBlock[]
