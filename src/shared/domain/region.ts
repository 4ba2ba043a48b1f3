/**
 * Where MVSEP can be asked, as data: its public names as of November 2026 (API notes §1: the clients mvsep-client, StemPrep
 * and mvsep-rs use them; hk. was given up by 2026). A node knows only the jobs it took, so a job stays where it was sent.
 */
export const REGIONS = [
  { id: 'automatic', apiBase: 'https://mvsep.com/api' },
  { id: 'de', apiBase: 'https://de.mvsep.com/api' },
  { id: 'de2', apiBase: 'https://de2.mvsep.com/api' },
  { id: 'sg', apiBase: 'https://sg.mvsep.com/api' },
  { id: 'mirror', apiBase: 'https://mirror.mvsep.com/api' }
] as const

export type RegionId = (typeof REGIONS)[number]['id']
export const REGION_IDS = REGIONS.map(({ id }) => id)

/** The API base of a region. */
export const regionBase = (region: RegionId): string => REGIONS.find(({ id }) => id === region)?.apiBase ?? REGIONS[0].apiBase
