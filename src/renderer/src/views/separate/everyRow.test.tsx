// @vitest-environment happy-dom
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toAlgorithms } from '../../../../main/mvsep/toAlgorithm'
import type { Algorithm, AlgorithmField } from '../../../../shared/domain/algorithm'
import { DEFAULT_SETTINGS } from '../../../../shared/domain/settings'
import { visibleFields, type FieldValues } from '../../../../shared/domain/visibleFields'
import { useApp } from '../../stores/app'
import { freshChoice } from '../../stores/choice'
import { resetStores } from '../../testing/resetStores'
import { startTexts } from '../../text/i18n'
import { AlgorithmOptions } from './AlgorithmOptions'

/* The form of every row of the two real catalogues as a person meets it, with every field brought into sight. */
const FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '../../../../../../shared/api')
const pathOf = (month: string): string => join(FOLDER, `algorithms-${month}.json`)
// Whether a pointer may be over something is a question of style sheets, and none are here.
const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never })
const CATALOGUES = [{ month: '2026-08', fields: 105 }, { month: '2024-02', fields: 18 }] as const

/** The start values, changed in one other field where that is what it takes to see this one; null where nothing does. */
function valuesToSee({ fields }: Algorithm, start: FieldValues, { id }: AlgorithmField): FieldValues | null {
  const changed = fields.flatMap(({ name, options }) => options.map(({ key }): FieldValues => ({ ...start, [name]: key })))
  return [start, ...changed].find((values) => visibleFields(fields, values).some((field) => field.id === id)) ?? null
}

function show(algorithm: Algorithm, values: FieldValues): void {
  render(<AlgorithmOptions service="mvsep" algorithm={algorithm} choice={{ ...freshChoice(algorithm), values }} />)
}

async function expectSelect({ text, options, required }: AlgorithmField, value: string): Promise<void> {
  const trigger = screen.getByRole('combobox', { name: text })
  const notSet = required ? [] : ['Not set']
  expect(trigger.textContent).toBe(options.find(({ key }) => key === value)?.label ?? notSet[0])
  await user.click(trigger)
  // By selector: to ask for roles computes the name of everything there, a hundred times over.
  expect([...document.querySelectorAll('[role=listbox] [role=option] .menu__words')].map(({ textContent }) => textContent)).toEqual([...notSet, ...options.map(({ label }) => label)])
}

for (const { month, fields: count } of CATALOGUES) {
  const isThere = existsSync(pathOf(month))
  const { algorithms } = isThere ? toAlgorithms(JSON.parse(readFileSync(pathOf(month), 'utf8')) as unknown[]) : { algorithms: [] }

  describe.skipIf(!isThere)(`the form of every row of ${month} (skipped where ../shared/api is absent)`, () => {
    beforeEach(() => {
      startTexts('en')
      resetStores()
      useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'mvsep' } })
    })
    afterEach(cleanup)

    it('has all the fields', () => {
      expect(algorithms.reduce((sum, { fields }) => sum + fields.length, 0)).toBe(count)
    })

    it.each(algorithms.map((algorithm) => ({ algorithm, title: `${algorithm.renderId} ${algorithm.name}` })))('$title', async ({ algorithm }) => {
      const start = freshChoice(algorithm).values
      show(algorithm, start)
      const group = within(screen.getByRole('group', { name: `Options of ${algorithm.name}` }))
      const names = visibleFields(algorithm.fields, start).map(({ text }) => text)
      expect(group.getAllByText((_words, element) => element?.classList.contains('field__label') ?? false).map(({ textContent }) => textContent))
        .toEqual([...names, 'Output format'])
      cleanup()
      for (const field of algorithm.fields) {
        const values = valuesToSee(algorithm, start, field)
        if (values === null) throw new Error(`${field.text} is never in sight`)
        show(algorithm, values)
        if (field.inputType === 'select') await expectSelect(field, values[field.name] ?? '')
        else expect(screen.getByRole('textbox', { name: field.text }).tagName).toBe(field.inputType === 'textarea' ? 'TEXTAREA' : 'INPUT')
        expect(screen.queryAllByRole('button', { name: `Help on “${field.text}”` })).toHaveLength(field.helpLink === null ? 0 : 1)
        cleanup()
      }
    })
  })
}
