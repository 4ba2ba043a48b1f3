import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { OUTPUT_FORMATS } from '../../../../shared/domain/outputFormat'
import type { ServiceId } from '../../../../shared/domain/service'
import { visibleFields } from '../../../../shared/domain/visibleFields'
import { Select } from '../../components/Select'
import { formatsOf, type Choice } from '../../stores/choice'
import { usePlan } from '../../stores/plan'
import { AlgorithmAbout } from './AlgorithmAbout'
import { AlgorithmFieldControl } from './AlgorithmField'
import { OtherInput } from './OtherInput'

/** What the chosen algorithm is, and everything it lets one choose. */
export const AlgorithmOptions = memo(function AlgorithmOptions({ service, algorithm, choice }: {
  readonly service: ServiceId; readonly algorithm: Algorithm; readonly choice: Choice
}) {
  const { t } = useTranslation()
  const chooseFormat = usePlan((plan) => plan.chooseFormat)
  return (
    <div className="options" role="group" aria-label={t('separate.options', { name: algorithm.name })}>
      <AlgorithmAbout service={service} algorithm={algorithm} />
      <OtherInput takes={algorithm.input} />
      <div className="options__fields">
        {visibleFields(algorithm.fields, choice.values).map((field) => (
          <AlgorithmFieldControl key={field.id} service={service} field={field} choice={choice} />
        ))}
        <Select
          label={t('separate.outputFormat')}
          value={String(choice.outputFormat)}
          options={formatsOf(algorithm).map(({ id, key, premium }) => ({
            key: String(id),
            label: t(`separate.format.${key}`),
            ...(premium && service === 'mvsep' ? { note: t('separate.gatePremium') } : {})
          }))}
          onChange={(key) => {
            const format = OUTPUT_FORMATS.find(({ id }) => String(id) === key)
            if (format !== undefined) chooseFormat(service, format.id)
          }}
        />
      </div>
    </div>
  )
})
