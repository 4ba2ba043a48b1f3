import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import type { ServiceId } from '../../../../shared/domain/service'
import { Badge } from '../../components/Badge'
import { StarToggle } from '../../components/StarToggle'
import { TextButton } from '../../components/TextButton'
import { useApp } from '../../stores/app'
import { setFavourite } from '../../stores/favourites'
import { count, decimals } from '../../text/format'
import { DescriptionDialog } from './DescriptionDialog'

/** "124 bands (SDR vocals: 12.33)" beside that very figure needs only "124 bands", and "SDR vocals 12.33" nothing. */
function optionName(label: string | null, value: number): string | null {
  const short = label?.replace(/\s*\([^()]*\)\s*$/, '').trim() ?? ''
  return short === '' || short.includes(String(value)) ? null : short
}

function Facts({ algorithm: { rating, usesThisMonth, quality, gate, priceCoefficient } }: { readonly algorithm: Algorithm }) {
  const { t, i18n } = useTranslation()
  const figures = quality.slice(0, 1).map(({ measure, value, optionLabel }) => {
    const words = { measure, value: decimals(value, i18n.language) }
    const option = optionName(optionLabel, value)
    return option === null ? t('picker.quality', words) : t('picker.qualityOf', { ...words, option })
  })
  const facts = [
    ...(rating === null ? [] : [t('separate.rating', { average: rating.average.toFixed(1), count: rating.votes })]),
    ...(usesThisMonth === 0 ? [] : [t('separate.uses', { count: usesThisMonth, formatted: count(usesThisMonth, i18n.language) })]),
    ...figures
  ]
  return (
    <>
      {(gate !== 'everyone' || priceCoefficient > 1) && (
        <p className="options__badges">
          {gate !== 'everyone' && <Badge tone="warning">{t(gate === 'premium' ? 'separate.gatePremium' : 'separate.gateRegistered')}</Badge>}
          {priceCoefficient > 1 && <Badge>{t('picker.priceWhat', { factor: count(priceCoefficient, i18n.language) })}</Badge>}
        </p>
      )}
      {facts.length > 0 && <ul className="options__facts">{facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>}
    </>
  )
}

/** What the chosen algorithm is, how good it is said to be, and its star. */
export function AlgorithmAbout({ service, algorithm }: { readonly service: ServiceId; readonly algorithm: Algorithm }) {
  const { t } = useTranslation()
  const isStarred = useApp(({ settings }) => settings.favourites[service].includes(algorithm.renderId))
  const [readingId, setReadingId] = useState<number | null>(null)
  const { renderId, name, shortDescription, descriptionLanguages } = algorithm
  return (
    <div className="options__about">
      <div className="options__head">
        <h3 className="options__name">{name}</h3>
        <StarToggle
          label={t('picker.favourite')}
          hint={t(isStarred ? 'picker.unstar' : 'picker.star')}
          isStarred={isStarred}
          onChange={(starred) => { void setFavourite(service, renderId, starred) }}
        />
      </div>
      {shortDescription !== '' && <p className="options__what">{shortDescription}</p>}
      {descriptionLanguages.length > 0 && (
        <p className="options__more">
          <TextButton label={t('picker.readMoreAbout', { name })} onPress={() => { setReadingId(renderId) }}>{t('picker.readMore')}</TextButton>
        </p>
      )}
      <Facts algorithm={algorithm} />
      <DescriptionDialog service={service} algorithm={algorithm} isOpen={readingId === renderId} onClose={() => { setReadingId(null) }} />
    </div>
  )
}
