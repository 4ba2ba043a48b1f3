import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../components/Button'
import { PasteDialog } from './PasteDialog'

/** The button that asks for links, and what it opens. */
export function PasteLinks({ isPrimary }: { readonly isPrimary: boolean }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button kind={isPrimary ? 'secondary' : 'quiet'} size={isPrimary ? 'normal' : 'small'} icon={<Link2 />} onPress={() => { setOpen(true) }}>
        {t('links.paste')}
      </Button>
      {isOpen && <PasteDialog onClose={() => { setOpen(false) }} />}
    </>
  )
}
