/** A row of `app/news` (API notes, site information). */
export interface NewsRow {
  readonly id: number
  readonly title: string
  readonly lang: string
  readonly text: string
  readonly status: number
  readonly created_at: string
  readonly updated_at: string
}

/** What there is to tell about this service, newest first. */
export const NEWS: readonly NewsRow[] = [
  toRow(3, '2026-11-22 12:00:00', 'Clients of the public service work here too', `
    <p>This service answers the same calls as the public one. A program written for MVSEP works with it once its base
    address is changed to the one printed at the start; accounts and tokens are this computer's own.</p>`),
  toRow(2, '2026-11-22 11:00:00', 'What you send is forgotten after three days', `
    <p>Uploads and results live for 72 hours, as on the public service, and are then really deleted from the data
    folder. Deleting a job deletes its files at once.</p>`),
  toRow(1, '2026-11-22 10:00:00', 'Separation on your own computer', `
    <p>The algorithms here are classical signal processing from published papers: they need no network, no graphics
    card and no model files, and run faster than real time. Trained models such as those of the public service
    separate far better; these are for trying things out, for working offline and for tests.</p>`)
]

function toRow(id: number, writtenAt: string, title: string, text: string): NewsRow {
  const html = text.trim().replace(/\s*\n\s*/g, ' ')
  return { id, title, lang: 'en', text: html, status: 1, created_at: writtenAt, updated_at: writtenAt }
}
