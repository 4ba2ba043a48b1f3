import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { LONGEST_TEMPLATE, NAME_TOKENS, unknownTokens } from '../../../../../shared/domain/exportNames'
import { Button } from '../../../components/Button'
import { TextField } from '../../../components/TextField'
import { withToken } from './exportForm'
import type { ExportFormState } from './useExportForm'

const MOST_SHOWN = 6

/** How the files are called, and how that turns out. */
export function NamesSection({ state: { form, change, preview } }: { readonly state: ExportFormState }) {
  const { t } = useTranslation()
  const [titleId, zippedId] = [useId(), useId()]
  const unknown = unknownTokens(form.template).map((word) => `{${word}}`)
  const zipped = preview?.zippedNames ?? []
  const names = preview?.fileNames ?? []
  const taken = preview?.takenNames ?? []
  const told = taken[0] ?? names[0]
  return (
    <div className="export__names">
      <div>
        <TextField
          label={t('export.name')}
          value={form.template}
          onChange={(template) => { change({ template: template.slice(0, LONGEST_TEMPLATE) }) }}
          error={unknown.length === 0 ? null : t('export.unknownTokens', { count: unknown.length, names: unknown.join(', ') })}
        />
        <div className="export__tokens" role="group" aria-label={t('export.tokens')}>
          {NAME_TOKENS.map((token) => (
            <Button key={token} size="small" kind="quiet" onPress={() => { change({ template: withToken(form.template, token) }) }}>{t(`export.token.${token}`)}</Button>
          ))}
        </div>
      </div>
      <div className="export__preview">
        <p className="field__label" id={titleId}>{t('export.preview')}</p>
        {/* Not every name at every letter that is typed: one tells how they turn out. */}
        <p className="visually-hidden" role="status">
          {[told, taken.length > 0 ? t('export.isTaken') : null, names.length > 1 ? t('app.andMore', { count: names.length - 1 }) : null].filter(Boolean).join(', ')}
        </p>
        <Names labelledBy={titleId} names={names} taken={taken} />
        {zipped.length > 0 && (
          <>
            <p className="field__label" id={zippedId}>{t('studio.zipped')}</p>
            <Names labelledBy={zippedId} names={zipped} taken={[]} />
          </>
        )}
      </div>
    </div>
  )
}

interface NamesProps {
  readonly labelledBy: string
  readonly names: readonly string[]
  readonly taken: readonly string[]
}

function Names({ labelledBy, names, taken }: NamesProps) {
  const { t } = useTranslation()
  return (
    <ul aria-labelledby={labelledBy}>
      {names.slice(0, MOST_SHOWN).map((name) => (
        <li key={name}>
          <span className="export__file">{name}</span>
          {taken.includes(name) && <span className="export__taken">{t('export.isTaken')}</span>}
        </li>
      ))}
      {names.length > MOST_SHOWN && <li className="export__more">{t('app.andMore', { count: names.length - MOST_SHOWN })}</li>}
    </ul>
  )
}
