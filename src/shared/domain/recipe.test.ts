import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StemFile } from './job'
import { recipeSchema, type RecipeStep } from './recipe'
import { findStem } from './recipeRun'
import { inOrder, MOST_STEPS, shapeProblem, withDependents } from './recipeShape'

const plan = { renderId: 1, algorithmName: 'Four stems', options: [], outputFormat: 2 as const }
const step = (id: string, from?: readonly [stepId: string, stem: string]): RecipeStep =>
  ({ id, plan, takes: from === undefined ? 'input' : { stepId: from[0], stem: from[1] } })
const STEPS = [step('d', ['b', 'Lead']), step('a'), step('b', ['a', 'Vocals']), step('c', ['a', 'Drums'])]

describe('the steps of a recipe', () => {
  it('are read as a tree, whatever their order', () => {
    expect(inOrder(STEPS).map(({ step: { id }, depth, number }) => `${number} ${'-'.repeat(depth)}${id}`)).toEqual(['1 a', '2 -b', '3 --d', '4 -c'])
    expect([...withDependents(STEPS, 'b')].sort()).toEqual(['b', 'd'])
  })

  it('are refused with the reason where they are none', () => {
    expect(shapeProblem(STEPS)).toBeNull()
    expect(shapeProblem([...STEPS, step('a')])).toMatch(/same id/)
    expect(shapeProblem([step('a', ['x', 'Vocals'])])).toMatch(/not there/)
    expect(shapeProblem([step('a', ['b', 'x']), step('b', ['a', 'y'])])).toMatch(/circle/)
    const recipe = { id: 'r', name: 'R', service: 'local', steps: STEPS }
    expect(recipeSchema.safeParse(recipe).success).toBe(true)
    expect(recipeSchema.safeParse({ ...recipe, steps: [step('a', ['a', 'x'])] }).success).toBe(false)
    expect(recipeSchema.safeParse({ ...recipe, steps: Array.from({ length: MOST_STEPS + 1 }, (_, index) => step(String(index))) }).success).toBe(false)
  })

  it('of any links at all are either refused or all reached once', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.nat(8)), { minLength: 1, maxLength: 8 }), (parents) => {
      const steps = parents.map((parent, index) => (parent === null ? step(`${index}`) : step(`${index}`, [`${parent}`, 'x'])))
      if (shapeProblem(steps) === null) expect(inOrder(steps).map(({ step: { id } }) => id).sort()).toEqual(steps.map(({ id }) => id).sort())
    }))
  })
})

describe('the stem a step takes', () => {
  const files = (...stems: string[]): StemFile[] =>
    stems.map((stem, index) => ({ index, stem, url: '', sizeBytes: 1, fileName: `${index}.flac`, done: true, damaged: false }))

  it('is the one that is called so, exactly before but for capitals', () => {
    expect(findStem(files('vocals', 'Vocals'), 'Vocals', [])?.index).toBe(1)
    expect(findStem(files('Bass', 'VOCALS'), 'Vocals', [])?.index).toBe(1)
  })

  it('is none where no stem, or more than one, is called so; then the first choice that is there counts', () => {
    expect(findStem(files('Instrum', 'Other'), 'Vocals', [])).toBeNull()
    expect(findStem(files('Vocals', 'Vocals'), 'Vocals', [])).toBeNull()
    expect(findStem(files('Vocals', 'Vocals'), 'Vocals', [{ stem: 'Lead', nth: 0 }, { stem: 'Vocals', nth: 1 }])?.index).toBe(1)
    expect(findStem(files('Vocals', 'Other'), 'Vocals', [{ stem: 'Other', nth: 0 }])?.index).toBe(0)
  })
})
