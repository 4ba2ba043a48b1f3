/** Set when a job is to be opened; with the next, how long it takes until there is something to see (User Timing). */
export const OPEN_MARK = 'studio:open'
/** Set when a stem's waveform was drawn for the first time. */
export const WAVEFORM_MARK = 'studio:waveform'
