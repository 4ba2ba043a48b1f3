/** How people read a choice a method offers. */
export interface OptionText {
  /** The method's own key of the option. */
  readonly key: string
  readonly text: string
  /** Label by value, for every value the method offers. */
  readonly labels: Readonly<Record<string, string>>
}

/** What the catalogue says of one method. */
export interface MethodText {
  readonly methodId: string
  /** What create calls sep_type. Ours start at 1001: a number must not mean one thing here and another at MVSEP. */
  readonly renderId: number
  readonly group: { readonly id: number; readonly name: string }
  readonly name: string
  readonly shortDescription: string
  readonly longDescription: string
  /** In the order of add_opt1, add_opt2… */
  readonly options: readonly OptionText[]
}
