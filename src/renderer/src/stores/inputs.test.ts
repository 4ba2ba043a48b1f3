// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { installBridge } from '../testing/fakeBridge'
import { resetStores } from '../testing/resetStores'
import { noteLooked, removeInputs, takeInputs, useInputs } from './inputs'
import { useNotices } from './notices'

const input = (id: string) => ({ id, name: `${id}.wav`, sizeBytes: 1, durationSeconds: 60 })

beforeEach(resetStores)

describe('inputs', () => {
  it('never list the same input twice, and tell the refused ones', () => {
    takeInputs({ added: [input('a')], refused: [] })
    takeInputs({ added: [input('a'), input('b')], refused: [{ name: 'x.txt', error: { code: 'fileNotAudio' } }] })
    expect(useInputs.getState().inputs.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(useNotices.getState().notices).toMatchObject([{ kind: 'refused' }])
  })

  it('are looked at once they are listed, so that nothing told of them is lost', () => {
    const bridge = installBridge({
      'inputs:look': ({ inputIds }) => {
        noteLooked({ lengths: inputIds.map((id) => ({ id, durationSeconds: 60 })), refused: [] })
        return { ok: true, value: undefined }
      }
    })
    takeInputs({ added: [{ ...input('a'), durationSeconds: null, isLooking: true }, input('b')], refused: [] })
    expect(bridge.sent).toEqual([{ name: 'inputs:look', input: { inputIds: ['a'] } }])
    expect(useInputs.getState().inputs).toEqual([input('a'), input('b')])
  })

  it('leave the list when removed', async () => {
    installBridge({ 'inputs:remove': () => ({ ok: true, value: undefined }) })
    takeInputs({ added: [input('a'), input('b')], refused: [] })
    await removeInputs(['a'])
    expect(useInputs.getState().inputs.map(({ id }) => id)).toEqual(['b'])
  })
})
