import { SeparationError, type MethodOption, type MethodOptions } from './types'

/** The chosen value of an option, or its default; throws SeparationError('unknownOption') for any other value. */
export function chosenValue(option: MethodOption, chosen: MethodOptions): string {
  const value = chosen[option.key] ?? option.defaultValue
  if (!option.values.includes(value)) {
    const offered = option.values.join(', ')
    throw new SeparationError('unknownOption', `${option.key} cannot be "${value}"; it is one of ${offered}`)
  }
  return value
}

/** Throws SeparationError('unknownOption') when a key is chosen that the method does not offer. */
export function checkKeys(options: readonly MethodOption[], chosen: MethodOptions): void {
  for (const key of Object.keys(chosen)) {
    if (!options.some((option) => option.key === key)) throw new SeparationError('unknownOption', `no option "${key}"`)
  }
}
