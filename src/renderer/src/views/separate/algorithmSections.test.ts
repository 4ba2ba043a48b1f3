import { describe, expect, it } from 'vitest'
import { algorithm } from '../../testing/samples'
import { HEADING_HEIGHT, ROW_HEIGHT, toGroups, toOneSection, topOf, withUndeclared } from './algorithmSections'

const [one, two, three] = [
  algorithm({ renderId: 1, name: '1', group: { id: 7, name: 'Seven' } }), algorithm({ renderId: 2, name: '2', group: { id: 8, name: 'Eight' } }),
  algorithm({ renderId: 3, name: '3', group: { id: 7, name: 'Seven' } })
]
const shape = (sections: ReturnType<typeof toGroups>) => sections.map(({ name, algorithms }) => [name, ...algorithms.map(({ renderId }) => renderId)])

describe('the sections of the picker', () => {
  it('are the groups in the order of the service', () => expect(shape(toGroups([one, two, three]))).toEqual([['Seven', 1, 3], ['Eight', 2]]))

  it('end with what does not say what it makes, where there is any', () => {
    expect(shape(withUndeclared(toGroups([two]), 'Unsaid', [one, three]))).toEqual([['Eight', 2], ['Unsaid', 1, 3]])
    expect(shape(withUndeclared(toOneSection('Best', []), 'Unsaid', [one]))).toEqual([['Unsaid', 1]])
    expect(shape(withUndeclared(toGroups([two]), 'Unsaid', []))).toEqual([['Eight', 2]])
  })

  it('say where a row begins', () => {
    const sections = withUndeclared(toGroups([one, two]), 'Unsaid', [three])
    expect([1, 2, 3, 4].map((renderId) => topOf(sections, renderId))).toEqual([HEADING_HEIGHT, HEADING_HEIGHT * 2 + ROW_HEIGHT, HEADING_HEIGHT * 3 + ROW_HEIGHT * 2, null])
  })
})
