import { useEffect, useState } from 'react'

const carriesFiles = (transfer: DataTransfer | null): transfer is DataTransfer => transfer?.types.includes('Files') ?? false

const isField = (target: EventTarget | null): boolean => target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null

/**
 * Lets the whole window take dropped and pasted files, and pasted texts that are meant for no field.
 * @param onFiles told once per drop or paste
 * @param onText told of a pasted text; whether it was taken
 * @returns whether files hover over the window right now
 */
export function useWindowDrop(onFiles: (files: readonly File[]) => void, onText: (text: string) => boolean): boolean {
  const [hovering, setHovering] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault() // without it the page would open the file
      event.dataTransfer.dropEffect = 'copy'
      setHovering(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHovering(false) // null: out of the window, not to another element in it
    }
    const drop = (event: DragEvent): void => {
      setHovering(false)
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      onFiles([...event.dataTransfer.files])
    }
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length > 0) {
        event.preventDefault()
        onFiles(files)
      } else if (!isField(event.target) && onText(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    window.addEventListener('paste', paste)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
      window.removeEventListener('paste', paste)
    }
  }, [onFiles, onText])
  return hovering
}
