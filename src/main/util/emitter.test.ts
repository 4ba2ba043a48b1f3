import { describe, expect, it } from 'vitest'
import { createEmitter } from './emitter'

describe('an emitter', () => {
  it('tells every listener the facts in their order, also those that come up meanwhile', () => {
    const emitter = createEmitter<number>()
    const heard: string[] = []
    emitter.on((fact) => {
      if (fact === 1) emitter.emit(2)
    })
    emitter.on((fact) => heard.push(`a${fact}`))
    emitter.on((fact) => heard.push(`b${fact}`))
    emitter.emit(1)
    expect(heard).toEqual(['a1', 'b1', 'a2', 'b2'])
  })

  it('goes on after a listener that failed', () => {
    const emitter = createEmitter<number>()
    const heard: number[] = []
    emitter.on((fact) => {
      if (fact === 1) throw new Error('broken')
    })
    emitter.on((fact) => heard.push(fact))
    expect(() => { emitter.emit(1) }).toThrow('broken')
    emitter.emit(2)
    expect(heard).toEqual([2])
  })
})
