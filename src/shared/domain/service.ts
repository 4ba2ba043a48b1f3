/** Where separation runs: MVSEP's public service, or the MVSEP-compatible one on this computer. */
export type ServiceId = 'mvsep' | 'local'

/** The embedded local service, as the main process sees it. */
export type LocalServiceState =
  | { readonly status: 'stopped' }
  | { readonly status: 'starting' }
  | { readonly status: 'running' }
  | { readonly status: 'failed'; readonly reason: string }
