import { create } from 'zustand'
import type { DragOutcome, ExportContent, ExportOptions, ExportOutcome, ExportPreview, ExportPreviewRequest, ExportProgress, ExportRequest } from '../../../shared/domain/exports'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { attempt, useNotices } from './notices'

/** An export of this window: at rest, under way, or stopped at something the user has to say. */
export type ExportState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly exportId: string; readonly fraction: number }
  | { readonly status: 'answered'; readonly outcome: Exclude<ExportOutcome, { kind: 'closed' }> }
  | { readonly status: 'failed'; readonly error: ErrorInfo }

export const useExport = create<{ readonly state: ExportState }>(() => ({ state: { status: 'idle' } }))

const setState = (state: ExportState): void => { useExport.setState({ state }) }

/** Takes a report of an export; one that has ended is late and dropped. */
export function noteExportProgress({ exportId, fraction }: ExportProgress): void {
  const { state } = useExport.getState()
  if (state.status === 'running' && state.exportId === exportId) setState({ status: 'running', exportId, fraction })
}

/** Forgets what the last export said. */
export function resetExport(): void {
  if (useExport.getState().state.status !== 'running') setState({ status: 'idle' })
}

/** What was chosen last and where a job's exports may go; null when the job is gone, which is told. */
export async function loadExportOptions(jobId: string): Promise<ExportOptions | null> {
  let options: ExportOptions | null = null
  await attempt(async () => { options = await call('exports:options', { jobId }) })
  return options
}

/** Asks for a folder; answers the one in force afterwards. */
export async function chooseExportFolder(jobId: string): Promise<string | null> {
  let chosen: string | null = null
  await attempt(async () => { chosen = (await call('exports:chooseFolder', { jobId })).folder })
  return chosen
}

/** The names an export would write; null where it cannot be said. The export itself tells why. */
export async function previewExport(request: ExportPreviewRequest): Promise<ExportPreview | null> {
  try {
    return await call('exports:preview', request)
  } catch {
    return null
  }
}

/** Runs an export. Answers whether it is done; what else came of it stands in the store. */
export async function startExport(request: Omit<ExportRequest, 'exportId'>): Promise<boolean> {
  const exportId = crypto.randomUUID()
  setState({ status: 'running', exportId, fraction: 0 })
  try {
    const outcome = await call('exports:start', { ...request, exportId })
    if (outcome.kind === 'done' && outcome.fileNames.length > 0) {
      setState({ status: 'idle' })
      const { folder, fileNames, skippedNames, overDecibels } = outcome
      useNotices.getState().add({ kind: 'exported', exportId, folder, count: fileNames.length, skipped: skippedNames.length, overDecibels })
      return true
    }
    setState(outcome.kind === 'closed' ? { status: 'idle' } : { status: 'answered', outcome })
  } catch (error) {
    const info = errorInfoOf(error)
    setState(info.code === 'cancelled' ? { status: 'idle' } : { status: 'failed', error: info })
  }
  return false
}

/** Ends the export under way; main removes what it has written. */
export async function cancelExport(): Promise<void> {
  const { state } = useExport.getState()
  if (state.status === 'running') await attempt(() => call('exports:cancel', { exportId: state.exportId }))
}

/** Shows what an export has written. */
export const showExport = (exportId: string): Promise<void> => attempt(() => call('exports:show', { exportId }))

/** Makes copies to drag; null when that failed, which is told. */
export async function prepareDrag(content: ExportContent): Promise<DragOutcome | null> {
  let outcome: DragOutcome | null = null
  await attempt(async () => { outcome = await call('studio:prepareDrag', content) })
  return outcome
}

/** Hands copies to the system while the mouse is held down. */
export const dragOut = (dragId: string): Promise<void> => attempt(() => call('studio:dragOut', { dragId }))
