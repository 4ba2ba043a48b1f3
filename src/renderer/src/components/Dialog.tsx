import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './IconButton'
import './dialog.css'

export interface DialogProps {
  readonly title: string
  readonly closeLabel: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  readonly footer: ReactNode
  /** 'wide' is for reading. */
  readonly size?: 'normal' | 'wide'
}

/** A window over the window: keeps focus inside, Escape and a click beside it close it, focus returns where it was. */
export function Dialog({ title, closeLabel, isOpen, onClose, children, footer, size = 'normal' }: DialogProps) {
  return (
    <ModalOverlay className="scrim" isOpen={isOpen} onOpenChange={(open) => { if (!open) onClose() }} isDismissable>
      <Modal className={`dialog dialog--${size}`}>
        <AriaDialog className="dialog__body">
          <header className="dialog__head">
            <Heading slot="title" className="dialog__title">{title}</Heading>
            <IconButton label={closeLabel} icon={<X />} onPress={onClose} />
          </header>
          {children}
          <footer className="dialog__foot">{footer}</footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
