import { CircleHelp } from 'lucide-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { LONGEST_TEXT, type AlgorithmField, type AlgorithmOption } from '../../../../shared/domain/algorithm'
import type { ServiceId } from '../../../../shared/domain/service'
import { IconButton } from '../../components/IconButton'
import { Select, type SelectOption } from '../../components/Select'
import { TextField } from '../../components/TextField'
import { useAccount } from '../../stores/account'
import type { Choice } from '../../stores/choice'
import { usePlan } from '../../stores/plan'
import { openWebPage } from '../../stores/webPages'
import { count } from '../../text/format'

/** Stands for "not answered" in a list, whose keys may not be empty. */
const NOTHING = '\u0000'

/** An option with what sets it apart: that it needs an account, or costs more. */
function toOption(option: AlgorithmOption, { registeredOnlyKeys, priceRules }: AlgorithmField, hasAccount: boolean, t: TFunction, language: string): SelectOption {
  const needsAccount = registeredOnlyKeys.includes(option.key)
  const multiplier = priceRules.filter(({ optionKey }) => optionKey === option.key).reduce((factor, rule) => factor * rule.multiplier, 1)
  const notes = [
    ...(needsAccount ? [t('separate.gateRegistered')] : []),
    ...(multiplier === 1 ? [] : [t('picker.price', { factor: count(multiplier, language) })])
  ]
  return { ...option, isDisabled: needsAccount && !hasAccount, ...(notes.length === 0 ? {} : { note: notes.join(' · ') }) }
}

/** One field of the chosen algorithm, as the catalogue describes it. */
export function AlgorithmFieldControl({ service, field, choice, onValue }: {
  readonly service: ServiceId; readonly field: AlgorithmField; readonly choice: Choice
  /** Where the choice is not the present plan's. */
  readonly onValue?: (name: AlgorithmField['name'], value: string) => void
}) {
  const { t, i18n } = useTranslation()
  const chooseValue = usePlan((plan) => plan.chooseValue)
  // The local service knows no accounts; a token that could not be checked right now is still one.
  const hasAccount = useAccount(({ account }) => service === 'local' || account.status !== 'signedOut')
  const { text, helpLink, inputType, required } = field
  const value = choice.values[field.name] ?? ''
  const change = (next: string): void => { (onValue ?? ((name, chosen) => { chooseValue(service, name, chosen) }))(field.name, next) }
  const help = helpLink === null
    ? {}
    : { help: <IconButton label={t('picker.fieldHelp', { field: text })} icon={<CircleHelp />} onPress={() => { void openWebPage(helpLink) }} /> }
  if (inputType === 'select') {
    const options = field.options.map((option) => toOption(option, field, hasAccount, t, i18n.language))
    return (
      <Select
        label={text}
        options={required ? options : [{ key: NOTHING, label: t('separate.noChoice') }, ...options]}
        value={value === '' && !required ? NOTHING : value}
        onChange={(key) => { change(key === NOTHING ? '' : key) }}
        {...help}
      />
    )
  }
  const isMissing = required && value.trim() === ''
  return (
    <TextField
      label={text}
      value={value}
      onChange={change}
      multiline={inputType === 'textarea'}
      isRequired={required}
      error={value.length > LONGEST_TEXT ? t('separate.needShorter', { field: text, most: LONGEST_TEXT }) : null}
      {...(isMissing ? { description: t('separate.required') } : inputType === 'textarea' && value !== '' ? { description: t('separate.characters', { used: value.length, most: LONGEST_TEXT }) } : required ? {} : { description: t('picker.optional') })}
      {...help}
    />
  )
}
