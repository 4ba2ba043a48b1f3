import { useTranslation } from 'react-i18next'
import type { Input } from '../../../../shared/domain/input'
import { ActionMenu, type MenuAction } from '../../components/ActionMenu'
import { openPrepare, undoPrepared } from '../../stores/prepare'

/** What is done with one song of the list once in a while. */
export function InputMenu({ input }: { readonly input: Input }) {
  const { t } = useTranslation()
  const { id, name, prepared } = input
  const actions: MenuAction[] = [{ key: 'prepare', label: t('prepare.open'), onAction: () => { openPrepare(id) } }]
  if (prepared !== undefined) actions.push({ key: 'undo', label: t('prepare.undo', { name: prepared.fromName }), onAction: () => { void undoPrepared(id) } })
  return <ActionMenu label={t('app.moreAbout', { name })} actions={actions} />
}
