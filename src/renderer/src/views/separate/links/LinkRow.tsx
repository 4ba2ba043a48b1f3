import { Link2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../../../../shared/domain/input'
import type { Link } from '../../../../../shared/domain/link'
import { IconButton } from '../../../components/IconButton'
import { removeInputs } from '../../../stores/inputs'
import { setLinkKind } from '../../../stores/links'
import { LinkKind } from './LinkKind'
import { LinkWords } from './LinkWords'
import './links.css'

/** A link among the songs to separate. */
export function LinkRow({ input, link }: { readonly input: Input; readonly link: Link }) {
  const { t } = useTranslation()
  return (
    <li className="input input--link">
      <span className="input__icon" aria-hidden="true"><Link2 /></span>
      <LinkWords name={input.name} url={link.url} />
      <LinkKind name={input.name} kind={link.remoteType} onChange={(kind) => { void setLinkKind(input.id, kind) }} />
      <span className="input__facts">{t('units.unknownDuration')}</span>
      <IconButton label={t('separate.removeInput', { name: input.name })} icon={<X />} onPress={() => { void removeInputs([input.id]) }} />
    </li>
  )
}
