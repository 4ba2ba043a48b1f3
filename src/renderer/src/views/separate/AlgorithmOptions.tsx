import { useTranslation } from 'react-i18next'
import type { Algorithm, AlgorithmField } from '../../../../shared/domain/algorithm'
import { OUTPUT_FORMATS } from '../../../../shared/domain/outputFormat'
import type { ServiceId } from '../../../../shared/domain/service'
import { visibleFields } from '../../../../shared/domain/visibleFields'
import { Select } from '../../components/Select'
import { TextField } from '../../components/TextField'
import { formatsOf, type Choice } from '../../stores/choice'
import { usePlan } from '../../stores/plan'
import { count } from '../../text/format'

/** Stands for "not answered" in a list, whose keys may not be empty. */
const NOTHING = '\u0000'

function FieldControl({ service, field, choice }: {
  readonly service: ServiceId; readonly field: AlgorithmField; readonly choice: Choice
}) {
  const { t } = useTranslation()
  const chooseValue = usePlan((plan) => plan.chooseValue)
  const value = choice.values[field.name] ?? ''
  const change = (next: string): void => { chooseValue(service, field.name, next) }
  if (field.inputType === 'select') {
    const options = field.required ? field.options : [{ key: NOTHING, label: t('separate.noChoice') }, ...field.options]
    return (
      <Select
        label={field.text}
        options={options}
        value={value === '' && !field.required ? NOTHING : value}
        onChange={(key) => { change(key === NOTHING ? '' : key) }}
      />
    )
  }
  return (
    <TextField
      label={field.text}
      value={value}
      onChange={change}
      multiline={field.inputType === 'textarea'}
      isRequired={field.required}
      {...(field.required && value.trim() === '' ? { description: t('separate.required') } : {})}
    />
  )
}

/** What the chosen algorithm is, and everything it lets one choose. */
export function AlgorithmOptions({ service, algorithm, choice }: {
  readonly service: ServiceId; readonly algorithm: Algorithm; readonly choice: Choice
}) {
  const { t, i18n } = useTranslation()
  const chooseFormat = usePlan((plan) => plan.chooseFormat)
  const { rating } = algorithm
  return (
    <div className="options" role="group" aria-label={t('separate.options', { name: algorithm.name })}>
      <div className="options__about">
        <h3 className="options__name">{algorithm.name}</h3>
        {algorithm.shortDescription !== '' && <p className="options__what">{algorithm.shortDescription}</p>}
        {(rating !== null || algorithm.usesThisMonth > 0) && (
          <p className="options__facts">
            {rating !== null && <span>{t('separate.rating', { average: rating.average.toFixed(1), count: rating.votes })}</span>}
            {algorithm.usesThisMonth > 0 && <span>{t('separate.uses', { formatted: count(algorithm.usesThisMonth, i18n.language) })}</span>}
          </p>
        )}
      </div>
      <div className="options__fields">
        {visibleFields(algorithm.fields, choice.values).map((field) => (
          <FieldControl key={field.id} service={service} field={field} choice={choice} />
        ))}
        <Select
          label={t('separate.outputFormat')}
          value={String(choice.outputFormat)}
          options={formatsOf(algorithm).map(({ id, key, premium }) => ({
            key: String(id),
            label: t(`separate.format.${key}`),
            ...(premium && service === 'mvsep' ? { note: t('separate.formatPremium') } : {})
          }))}
          onChange={(key) => {
            const format = OUTPUT_FORMATS.find(({ id }) => String(id) === key)
            if (format !== undefined) chooseFormat(service, format.id)
          }}
        />
      </div>
    </div>
  )
}
