import { expect, test } from 'vitest'
import { createClient, signUp, startService } from '../testing/client'
import { anyNumber, textWith } from '../testing/matchers'

const zip = (bytes = 'PK\u0003\u0004rest'): File => new File([bytes], 'stems.zip')
const form = { algo_name: 'Mine', main_text: 'All my own', dataset_type: '1', ensemble: '1', password: 'open sesame' }

test('an entry waits in the queue, is told alone, and goes with its password only', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const nobody = createClient(baseUrl, '')
  expect((await nobody.get('/quality_checker/queue')).body).toEqual([])
  expect(await ann.post('/quality_checker/add', { ...form, zipfile: zip() })).toMatchObject({ status: 200, body: { success: true, data: { id: 1, link: textWith('/api/quality_checker/entry?id=1') } } })
  const entry = { id: 1, algo_name: 'Mine', main_text: 'All my own', dataset_type: 1, proc: 0, msg: textWith('measures nothing'), is_ensemble: anyNumber }
  expect((await nobody.get('/quality_checker/queue')).body).toMatchObject([entry])
  expect((await nobody.get('/quality_checker/entry', { id: '1' })).body).toMatchObject({ success: true, data: entry })
  expect((await nobody.get('/quality_checker/leaderboard', { dataset_type: '1' })).body).toEqual({ data: [], dataset_type: 1, sortables: [], sort: null })
  expect(await nobody.postPlain('/quality_checker/delete', { id: '1', password: 'guess' })).toMatchObject({ status: 400, body: { success: false } })
  expect((await nobody.postPlain('/quality_checker/delete', { id: '1', password: 'open sesame' })).body).toEqual({ success: true, data: { message: 'successfully deleted' } })
  expect(await nobody.get('/quality_checker/entry', { id: '1' })).toMatchObject({ status: 400, body: { message: 'Job not found' } })
})

test('what is missing or wrong stands at its field; without an account nothing is taken', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  expect(await ann.post('/quality_checker/add', { zipfile: zip() })).toMatchObject({ status: 400, body: { success: false, message: { algo_name: [textWith('required')], main_text: [textWith('required')], password: [textWith('required')] } } })
  expect(await ann.post('/quality_checker/add', form)).toMatchObject({ status: 400, body: { message: { zipfile: [textWith('required')] } } })
  expect(await ann.post('/quality_checker/add', { ...form, zipfile: zip('no zip') })).toMatchObject({ status: 400, body: { message: { zipfile: [textWith('zip archive')] } } })
  expect(await ann.post('/quality_checker/add', { ...form, dataset_type: '99', zipfile: zip() })).toMatchObject({ status: 400, body: { message: { dataset_type: [textWith('invalid')] } } })
  expect((await createClient(baseUrl, '').post('/quality_checker/add', { ...form, zipfile: zip() })).status).toBe(401)
  expect((await ann.get('/quality_checker/queue')).body).toEqual([])
})

test('entries outlive a restart', async () => {
  const first = await startService()
  const ann = await signUp(first.baseUrl)
  await ann.post('/quality_checker/add', { ...form, zipfile: zip() })
  await first.close()
  const second = await startService({ dataDir: first.dataDir })
  expect((await createClient(second.baseUrl, '').get('/quality_checker/queue')).body).toMatchObject([{ algo_name: 'Mine' }])
})
