import { useTranslation } from 'react-i18next'
import { REMOTE_TYPES, type RemoteType } from '../../../../../shared/domain/link'
import { Select } from '../../../components/Select'

/** Where a link leads, as its address tells it, to be corrected. */
export function LinkKind({ name, kind, onChange }: { readonly name: string; readonly kind: RemoteType; readonly onChange: (kind: RemoteType) => void }) {
  const { t } = useTranslation()
  return (
    <Select
      isInRow
      label={t('links.kindOf', { name })}
      options={REMOTE_TYPES.map((key) => ({ key, label: t(`links.kinds.${key}`) }))}
      value={kind}
      onChange={(key) => {
        const chosen = REMOTE_TYPES.find((known) => known === key)
        if (chosen !== undefined) onChange(chosen)
      }}
    />
  )
}
