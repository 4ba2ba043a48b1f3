import { describe, expect, it } from 'vitest'
import type { Plan, PlanOption } from '../../shared/domain/plan'
import { jobFolderName } from '../library/jobFolder'
import { textName, toEnqueueItem } from './enqueueItem'

const option = (name: PlanOption['name'], key: string, label = key): PlanOption => ({ name, fieldText: 'Field', key, label })
const plan = (...options: PlanOption[]): Plan => ({ renderId: 62, algorithmName: 'Stable Audio Open Gen', options, outputFormat: 1 })

describe('a job without a file', () => {
  it.each<[string, PlanOption[]]>([
    ['A slow river at night', [option('add_opt1', 'A slow river at night'), option('add_opt2', '45')]],
    // The text need not stand first; keys of selects are no text.
    ['Good morning, world', [option('add_opt1', '0', '1.5B small'), option('add_opt2', 'Good morning, world!?'.slice(0, 19))]],
    ['Hello', [option('add_opt1', 'en_6', 'English Male 7'), option('add_opt2', 'Hello')]],
    ['first line second line', [option('add_opt1', '  first line\n\n\tsecond line  ')]],
    ['one two three four five six seven eight nine ten', [option('add_opt1', 'one two three four five six seven eight nine ten eleven')]],
    ['ends with a comma', [option('add_opt1', 'ends with a comma, antidisestablishmentarianism-and-more')]],
    ['x'.repeat(48), [option('add_opt1', 'x'.repeat(500))]],
    ['日本語の文', [option('add_opt1', '日本語の文')]],
    ['Stop Then go', [option('add_opt1', 'Stop. Then go...')]],
    ['Stable Audio Open Gen', []],
    ['Stable Audio Open Gen', [option('add_opt1', '0.3')]],
    ['Stable Audio Open Gen', [option('add_opt1', '0', 'Small')]]
  ])('is called %j', (name, options) => {
    expect(toEnqueueItem(null, plan(...options))).toEqual({ source: null, name, sizeBytes: 0, durationSeconds: null, plan: plan(...options) })
  })

  it('has a folder named after its whole name', () => {
    const spoken = plan(option('add_opt1', 'Mr. Smith went out. He came back. The end.'))
    const input = { name: textName(spoken), sizeBytes: 0, durationSeconds: null }
    expect(jobFolderName({ input, plan: spoken })).toBe('Mr Smith went out He came back The end - Stable Audio Open Gen')
  })
})

it('a job of a file is as the file was taken in', () => {
  const input = { path: '/m/a.mp3', sizeBytes: 9, mtimeMs: 5.5, name: 'a.mp3', durationSeconds: 3 }
  expect(toEnqueueItem(input, plan())).toEqual({
    source: { path: '/m/a.mp3', sizeBytes: 9, mtimeMs: 5.5 }, name: 'a.mp3', sizeBytes: 9, durationSeconds: 3, plan: plan()
  })
})
