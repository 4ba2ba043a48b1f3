import { Blend } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'

const BlendDialog = lazy(async () => ({ default: (await import('./BlendDialog')).BlendDialog }))

/** Opens the blending of a song's results; its window is loaded when it is first wanted. */
export function BlendButton({ jobId, stem, look }: { readonly jobId: string; readonly stem: string | null; readonly look: 'icon' | 'words' }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const open = (): void => { setOpen(true) }
  return (
    <>
      {look === 'icon'
        ? <IconButton label={t('ensemble.open')} icon={<Blend />} onPress={open} />
        : <Button kind="quiet" icon={<Blend />} onPress={open}>{t('ensemble.open')}</Button>}
      {isOpen && <Suspense><BlendDialog jobId={jobId} stem={stem} onClose={() => { setOpen(false) }} /></Suspense>}
    </>
  )
}
