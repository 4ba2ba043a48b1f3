import { expect, it } from 'vitest'
import { REGION_IDS, regionBase, REGIONS } from './region'

it('every region is https on a name of MVSEP, and known by its own', () => {
  for (const id of REGION_IDS) expect(regionBase(id)).toMatch(/^https:\/\/([a-z0-9]+\.)?mvsep\.com\/api$/)
  expect(new Set(REGIONS.map(({ apiBase }) => apiBase)).size).toBe(REGIONS.length)
  expect(regionBase('automatic')).toBe('https://mvsep.com/api')
})
