import { Ban, Link2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linkTrouble, nameOfLink, type Link, type RemoteType } from '../../../../../shared/domain/link'
import { MOST_LINKS, type RefusedLink } from '../../../../../shared/domain/readLinks'
import { Button } from '../../../components/Button'
import { Dialog } from '../../../components/Dialog'
import { TextField } from '../../../components/TextField'
import { useApp } from '../../../stores/app'
import { addLinks, isListed, linksIn } from '../../../stores/links'
import { LinkKind } from './LinkKind'
import { LinkWords } from './LinkWords'
import './links.css'

function FoundLink({ link, isLocal, onKind }: { readonly link: Link; readonly isLocal: boolean; readonly onKind: (kind: RemoteType) => void }) {
  const { t } = useTranslation()
  const name = nameOfLink(link.url)
  const trouble = linkTrouble(link, isLocal)
  return (
    <li className="found__one">
      <span className="input__icon" aria-hidden="true"><Link2 /></span>
      <LinkWords name={name} url={link.url} />
      {isListed(link.url)
        ? <span className="found__known">{t('links.known')}</span>
        : <LinkKind name={name} kind={link.remoteType} onChange={onKind} />}
      {trouble !== null && <p className="found__trouble">{t(`links.limits.${trouble}`, { song: name })} {t(`links.limits.${trouble}Next`)}</p>}
    </li>
  )
}

function Refused({ refused }: { readonly refused: readonly RefusedLink[] }) {
  const { t } = useTranslation()
  return (
    <ul className="found" aria-label={t('links.refused')}>
      {refused.map(({ shown, why }) => (
        <li key={`${why} ${shown}`} className="found__one found__one--refused">
          <span className="input__icon" aria-hidden="true"><Ban /></span>
          <p><span className="found__shown">{shown}</span> {t(`links.why.${why}`)}</p>
        </li>
      ))}
    </ul>
  )
}

/** Takes links as text and shows at once what is understood of it; nothing is asked of their servers. */
export function PasteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [corrected, setCorrected] = useState<ReadonlyMap<string, RemoteType>>(new Map())
  const isLocal = useApp(({ settings }) => settings.service === 'local')
  const { links: found, refused, left } = linksIn(text)
  const links = found.map((link): Link => ({ ...link, remoteType: corrected.get(link.url) ?? link.remoteType }))
  const fresh = links.filter(({ url }) => !isListed(url))
  const isEmpty = text.trim() === ''
  const add = (): void => {
    onClose()
    void addLinks(fresh)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      title={t('links.title')}
      closeLabel={t('app.close')}
      footer={(
        <>
          <Button kind="quiet" onPress={onClose}>{t('app.cancel')}</Button>
          <Button kind="primary" isDisabled={fresh.length === 0} onPress={add}>
            {fresh.length === 0 ? t('links.add') : t('links.addSome', { count: fresh.length })}
          </Button>
        </>
      )}
    >
      <TextField
        label={t('links.field')}
        description={t(isLocal ? 'links.whatHere' : 'links.what')}
        placeholder={t('links.placeholder')}
        value={text}
        onChange={setText}
        multiline
        autoFocus
      />
      <p className={isEmpty ? 'visually-hidden' : 'found__count'} role="status">
        {isEmpty ? '' : links.length === 0 ? t('links.none') : t('links.count', { count: links.length })}
      </p>
      {links.length > 0 && (
        <ul className="found" aria-label={t('links.found')}>
          {links.map((link) => (
            <FoundLink key={link.url} link={link} isLocal={isLocal} onKind={(kind) => { setCorrected(new Map([...corrected, [link.url, kind]])) }} />
          ))}
        </ul>
      )}
      {left > 0 && <p className="found__count">{t('links.left', { count: left, most: MOST_LINKS })}</p>}
      {refused.length > 0 && <Refused refused={refused} />}
    </Dialog>
  )
}
