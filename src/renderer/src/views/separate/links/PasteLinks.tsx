import { Link2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../components/Button'

const PasteDialog = lazy(() => import('./PasteDialog').then((module) => ({ default: module.PasteDialog })))

/** The button that asks for links, and what it opens. */
export function PasteLinks({ isPrimary }: { readonly isPrimary: boolean }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button kind={isPrimary ? 'secondary' : 'quiet'} size={isPrimary ? 'normal' : 'small'} icon={<Link2 />} onPress={() => { setOpen(true) }}>
        {t('links.paste')}
      </Button>
      {isOpen && <Suspense fallback={null}><PasteDialog onClose={() => { setOpen(false) }} /></Suspense>}
    </>
  )
}
