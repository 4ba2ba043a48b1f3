import type { TFunction } from 'i18next'
import { Star } from 'lucide-react'
import { memo, type SyntheticEvent } from 'react'
import { ListBoxItem, Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Algorithm } from '../../../../shared/domain/algorithm'
import { Badge } from '../../components/Badge'
import { stemFamily } from '../../components/stemFamily'
import { count, decimals } from '../../text/format'

/** "BS Roformer (vocals, instrumental)" as its two lines; the name stays whole for assistive technology. */
function nameParts(name: string): { readonly title: string; readonly inBrackets: string } {
  const [whole, title, inBrackets] = /^(.*?)\s*\((.*)\)$/.exec(name) ?? []
  return whole === undefined || title === undefined || title === '' ? { title: name, inBrackets: '' } : { title, inBrackets: inBrackets ?? '' }
}

/** All that a row shows, as a sentence. */
function inWords({ stems, gate, rating, usesThisMonth, priceCoefficient, quality: [best] }: Algorithm, isFavourite: boolean, t: TFunction, language: string): string {
  return [
    isFavourite ? t('picker.favourite') : '',
    stems.map(({ label }) => label).join(', '),
    gate === 'everyone' ? '' : t(gate === 'premium' ? 'separate.gatePremium' : 'separate.gateRegistered'),
    priceCoefficient > 1 ? t('picker.priceWhat', { factor: count(priceCoefficient, language) }) : '',
    rating === null ? '' : t('separate.rating', { average: rating.average.toFixed(1), count: rating.votes }),
    usesThisMonth > 0 ? t('separate.uses', { count: usesThisMonth, formatted: count(usesThisMonth, language) }) : '',
    best === undefined ? '' : t('picker.quality', { measure: best.measure, value: decimals(best.value, language) })
  ].filter((part) => part !== '').join('. ')
}

function Badges({ algorithm: { gate, input, priceCoefficient } }: { readonly algorithm: Algorithm }) {
  const { t, i18n } = useTranslation()
  return (
    <>
      {gate !== 'everyone' && <Badge tone="warning">{t(gate === 'premium' ? 'separate.gatePremium' : 'picker.account')}</Badge>}
      {priceCoefficient > 1 && <Badge>{t('picker.price', { factor: count(priceCoefficient, i18n.language) })}</Badge>}
      {input !== 'single_upload' && <Badge>{t(input === 'no_upload' ? 'picker.fromText' : 'picker.fromPair')}</Badge>}
    </>
  )
}

export interface AlgorithmItemProps {
  readonly algorithm: Algorithm
  /** The option that answers the search where the name does not. */
  readonly option: string | null
  readonly isFavourite: boolean
  readonly onStar: (algorithm: Algorithm, isFavourite: boolean) => void
}

/** One row. Its star is for the mouse; by keyboard it is Ctrl or ⌘ + D here, and a button beside the name in the pane. */
export const AlgorithmItem = memo(function AlgorithmItem({ algorithm, option, isFavourite, onStar }: AlgorithmItemProps) {
  const { t, i18n } = useTranslation()
  const { name, rating, stems, usesThisMonth, quality: [best] } = algorithm
  const { title, inBrackets } = nameParts(name)
  const families = [...new Set(stems.map((stem) => stemFamily(stem.label)))].slice(0, 6)
  const outputs = inBrackets === '' ? stems.map(({ label }) => label).join(', ') : inBrackets
  const keepFromRow = (event: SyntheticEvent): void => { event.stopPropagation() }
  return (
    <ListBoxItem className="algorithm" id={algorithm.renderId} textValue={name}>
      <span className="algorithm__strands" aria-hidden="true">{families.map((family) => <i key={family} data-family={family} />)}</span>
      <span className="algorithm__words">
        <span className="algorithm__line">
          <Text slot="label" className="algorithm__title" title={name}>
            {title}{inBrackets !== '' && <span className="visually-hidden"> ({inBrackets})</span>}
          </Text>
          {best !== undefined && (
            <span className="algorithm__quality" aria-hidden="true">
              {t('picker.quality', { measure: best.measure.replace(/ .*/, ''), value: decimals(best.value, i18n.language) })}
            </span>
          )}
        </span>
        <span className="algorithm__outputs" aria-hidden="true">
          <Badges algorithm={algorithm} />
          <span className="truncate">{option === null ? outputs : t('picker.foundOption', { option })}</span>
        </span>
      </span>
      <span className="algorithm__worth" aria-hidden="true">
        {rating !== null && (
          <span className="algorithm__rating">
            <Star />{t('picker.ratingShort', { average: rating.average.toFixed(1), formatted: count(rating.votes, i18n.language) })}
          </span>
        )}
        {usesThisMonth > 0 && <span>{t('separate.usesShort', { count: usesThisMonth, formatted: count(usesThisMonth, i18n.language) })}</span>}
      </span>
      <span
        className="algorithm__star"
        aria-hidden="true"
        title={t(isFavourite ? 'picker.unstar' : 'picker.star')}
        data-starred={isFavourite || undefined}
        onPointerDown={keepFromRow}
        onMouseDown={keepFromRow}
        onPointerUp={keepFromRow}
        onClick={(event) => {
          event.stopPropagation()
          onStar(algorithm, !isFavourite)
        }}
      >
        <Star />
      </span>
      <Text slot="description" className="visually-hidden">{inWords(algorithm, isFavourite, t, i18n.language)}</Text>
    </ListBoxItem>
  )
})
