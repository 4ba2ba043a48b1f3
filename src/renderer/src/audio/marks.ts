/** Set when a stem's waveform was drawn for the first time since the Studio was opened (User Timing). */
export const WAVEFORM_MARK = 'studio:waveform'
