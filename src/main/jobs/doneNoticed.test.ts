import { expect, it } from 'vitest'
import { measureDoneNoticed, medianOf } from './testing/doneNoticed'

it('notices within a second and a half, at the median, that a job is done', async () => {
  expect(medianOf(await measureDoneNoticed(9))).toBeLessThan(1_500)
}, 20_000)
