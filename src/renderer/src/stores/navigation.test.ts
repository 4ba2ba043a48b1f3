// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { goBack, goTo, useNavigation } from './navigation'

const place = (): unknown => useNavigation.getState().place

it('back leads through Studio and comparison to where they were entered, and to a page of its own where they were not', () => {
  goBack({ page: 'library' })
  expect(place()).toEqual({ page: 'library' })
  goTo({ page: 'studio', jobId: 'one' })
  goTo({ page: 'compare', jobId: 'one' })
  goBack({ page: 'library' })
  expect(place()).toEqual({ page: 'studio', jobId: 'one' })
  expect(window.location.hash).toBe('#/studio/one')
  goBack({ page: 'separate' })
  expect(place()).toEqual({ page: 'library' })
  goTo({ page: 'separate' })
  goTo({ page: 'studio', jobId: 'two' })
  goBack({ page: 'library' })
  expect(place()).toEqual({ page: 'separate' })
})
