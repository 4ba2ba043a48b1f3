import { useTranslation } from 'react-i18next'
import type { Input } from '../../../../shared/domain/input'
import { Badge } from '../../components/Badge'
import { markWords } from './preparedWords'

/** Says of a song of the list what of it is sent, unless that is all of it. */
export function PreparedMark({ input }: { readonly input: Input }) {
  const { t, i18n } = useTranslation()
  return input.prepared === undefined ? null : <Badge>{markWords(input.prepared, t, i18n.language)}</Badge>
}
