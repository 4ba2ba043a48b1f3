import { useEffect, useState } from 'react'
import type { ExportContent, ExportOptions, ExportPreview } from '../../../../../shared/domain/exports'
import type { Player } from '../../../audio/player.types'
import { loadExportOptions, previewExport, resetExport } from '../../../stores/exports'
import { useSongFacts } from '../../../stores/songFacts'
import { usePlayerState } from '../usePlayer'
import { type ExportForm, firstForm, isComplete, toContent } from './exportForm'
import type { ExportWish } from './openExport'

/** Typing goes on for about this long between two letters; main is asked once it rests. */
const PREVIEW_DELAY_MS = 120

export interface ExportFormState {
  readonly form: ExportForm
  readonly options: ExportOptions
  readonly content: ExportContent
  /** Null until main has answered, and while nothing can be written. */
  readonly preview: ExportPreview | null
  readonly change: (change: Partial<ExportForm>) => void
  readonly setFolder: (folder: string | null) => void
  /** Asks main again for what an export may have changed: the folder in force. */
  readonly refresh: () => Promise<void>
}

/** The dialog's state; null until main has told what was chosen last. */
export function useExportForm(player: Player, wish: ExportWish): ExportFormState | null {
  const { session } = player
  const state = usePlayerState(player)
  // Listening may end while the dialog is open: names that tell tempo or key follow.
  const facts = useSongFacts(({ byJob }) => byJob[session.jobId])
  const [options, setOptions] = useState<ExportOptions | null>(null)
  const [form, setForm] = useState<ExportForm | null>(null)
  useEffect(() => {
    let left = false
    resetExport()
    void loadExportOptions(session.jobId).then((loaded) => {
      if (left || loaded === null) return
      setOptions(loaded)
      setForm(firstForm(loaded, session, wish))
    })
    return () => { left = true }
  }, [session, wish])
  const preview = usePreview(form === null || !isComplete(form) ? null : JSON.stringify({ ...toContent(form, session, state, facts), place: form.place, zip: form.zip }), options)
  if (form === null || options === null) return null
  return {
    form,
    options,
    content: toContent(form, session, state, facts),
    preview,
    change: (change) => {
      resetExport()
      // What is lowered was measured for what stood there before.
      setForm({ ...form, lowerByDecibels: 0, ...change })
    },
    refresh: async () => {
      const loaded = await loadExportOptions(session.jobId)
      if (loaded !== null) setOptions(loaded)
    },
    setFolder: (folder) => { setOptions({ ...options, places: { ...options.places, folder } }) }
  }
}

function usePreview(request: string | null, options: ExportOptions | null): ExportPreview | null {
  const [preview, setPreview] = useState<ExportPreview | null>(null)
  useEffect(() => {
    let left = false
    const timer = setTimeout(() => {
      // Its own words from a moment ago: one string tells whether anything changed.
      void (request === null ? Promise.resolve(null) : previewExport(JSON.parse(request) as Parameters<typeof previewExport>[0])).then((next) => {
        if (!left) setPreview(next)
      })
    }, PREVIEW_DELAY_MS)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [request, options])
  return preview
}
