import { useEffect, useState } from 'react'

/** What hovers over the window. */
export type Hovering = 'files' | 'text' | null

const LINK_LIST = 'text/uri-list'
const TEXT = 'text/plain'

const isField = (target: EventTarget | null): boolean => target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null

/** The links that a browser hands over, else the words. */
function textIn(transfer: DataTransfer): string {
  // In a list of addresses a line that begins with # is a comment (RFC 2483 §5).
  const list = transfer.getData(LINK_LIST).split(/\r?\n/).filter((line) => !line.startsWith('#')).join('\n')
  return list.trim() === '' ? transfer.getData(TEXT) : list
}

/**
 * Lets the whole window take dropped and pasted files, and texts that are meant for no field.
 * @param onFiles told once per drop or paste
 * @param onText told of a pasted or dropped text; whether it was taken
 * @returns what hovers over the window right now
 */
export function useWindowDrop(onFiles: (files: readonly File[]) => void, onText: (text: string, how: 'paste' | 'drop') => boolean): Hovering {
  const [hovering, setHovering] = useState<Hovering>(null)
  useEffect(() => {
    let isOurs = false // what is dragged out of this very window is nothing to add
    const carried = ({ dataTransfer, target }: DragEvent): { readonly transfer: DataTransfer; readonly what: 'files' | 'text' } | null => {
      if (dataTransfer === null) return null
      if (dataTransfer.types.includes('Files')) return { transfer: dataTransfer, what: 'files' }
      const isText = dataTransfer.types.includes(LINK_LIST) || dataTransfer.types.includes(TEXT)
      return isText && !isOurs && !isField(target) ? { transfer: dataTransfer, what: 'text' } : null
    }
    const begin = (): void => { isOurs = true }
    const end = (): void => { isOurs = false }
    const over = (event: DragEvent): void => {
      const found = carried(event)
      if (found === null) return
      event.preventDefault() // without it the page would open the file
      found.transfer.dropEffect = 'copy'
      setHovering(found.what)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHovering(null) // null: out of the window, not to another element in it
    }
    const drop = (event: DragEvent): void => {
      setHovering(null)
      const found = carried(event)
      if (found === null || event.defaultPrevented) return // a place of its own has taken them
      event.preventDefault()
      if (found.what === 'files') onFiles([...found.transfer.files])
      else onText(textIn(found.transfer), 'drop')
    }
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length > 0) {
        event.preventDefault()
        onFiles(files)
      } else if (!isField(event.target) && onText(event.clipboardData?.getData(TEXT) ?? '', 'paste')) event.preventDefault()
    }
    const drags = [['dragstart', begin], ['dragend', end], ['dragover', over], ['dragleave', leave], ['drop', drop]] as const
    for (const [name, listener] of drags) window.addEventListener(name, listener)
    window.addEventListener('paste', paste)
    return () => {
      for (const [name, listener] of drags) window.removeEventListener(name, listener)
      window.removeEventListener('paste', paste)
    }
  }, [onFiles, onText])
  return hovering
}
