import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { readAnswer } from './answer'
import statuses from './__fixtures__/statuses.json'
import type { HttpAnswer } from './types'

const answer = (statusCode: number, body: unknown, headers: HttpAnswer['headers'] = {}): HttpAnswer => ({
  statusCode, headers, body: typeof body === 'string' ? body : JSON.stringify(body)
})

function failure(sent: HttpAnswer, secrets: (string | null)[] = []): AppError {
  try {
    readAnswer(sent, secrets)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('was read as a good answer')
}

describe('a good answer', () => {
  it.each([
    ['an object', { success: true, data: {} }], ['success as text', { success: 'true' }], ['success as a number', { success: 1 }],
    ['success as text of a number', { success: '1' }], ['no success at all', { queue: {} }], ['a list', []], ['success null', { success: null }]
  ])('is %s', (_what, body) => expect(readAnswer(answer(200, body))).toEqual(body))

  it('may begin with a byte order mark', () => expect(readAnswer(answer(200, '\uFEFF{"a":1}'))).toEqual({ a: 1 }))
})

describe('a refusal', () => {
  const queueText = 'You already have unprocessed file in queue. Please wait before adding new file!'
  it.each<[string, HttpAnswer, string, string | undefined]>([
    ['a list of errors', answer(400, { success: false, errors: ['One.', 'Two.'] }), 'refused', 'One.; Two.'],
    ['data.message', answer(400, { success: false, data: { message: 'Bad &amp; <b>wrong</b>' } }), 'refused', 'Bad & wrong'],
    ['a message', answer(400, { success: false, message: 'No.' }), 'refused', 'No.'],
    ['a map of messages', answer(400, { success: false, message: { email: ['E.'], password: ['P.', 'Q.'] } }), 'refused', 'E.; P.; Q.'],
    ['error', answer(422, { error: 'Nope' }), 'refused', 'Nope'],
    ['HTML', answer(400, '<html><head><style>x{}</style></head><body><h1>400</h1> Bad  Request</body></html>'), 'refused', '400 Bad Request'],
    ['nothing', answer(400, ''), 'refused', 'HTTP 400'],
    ['success false with HTTP 200', answer(200, { success: false, data: { message: 'Too long' } }), 'refused', 'Too long'],
    ['success "false"', answer(200, { success: 'false', message: 'No' }), 'refused', 'No'],
    ['success 0', answer(200, { success: 0, message: 'No' }), 'refused', 'No'],
    ['too large for the gate', answer(413, '<h1>413 Request Entity Too Large</h1>'), 'refused', '413 Request Entity Too Large'],
    ['one job at a time', answer(400, { success: false, errors: [queueText] }), 'alreadyRunning', `HTTP 400: ${queueText}`],
    ['a premium model', answer(400, { errors: ['Seperation type is unavailable until you purchase premium membership'] }), 'algorithmUnavailable', undefined],
    ['no such model', answer(400, { errors: ['Separation type is not set'] }), 'algorithmUnavailable', undefined],
    ['an unknown job', answer(400, statuses.notFound), 'jobNotFound', undefined],
    ['401', answer(401, { message: 'Unauthenticated.' }), 'tokenInvalid', 'HTTP 401: Unauthenticated.'],
    ['401 in HTML', answer(401, '<p>Who?</p>'), 'tokenInvalid', 'HTTP 401: Who?'],
    ['a token by its text', answer(400, { success: false, data: { message: 'Invalid token' } }), 'tokenInvalid', undefined],
    ['a missing token by its text', answer(400, { message: { api_token: ['The api_token field is required.'] } }), 'tokenInvalid', undefined],
    ['unauthenticated with 200', answer(200, { success: false, message: 'Unauthenticated.' }), 'tokenInvalid', 'Unauthenticated.'],
    ['429', answer(429, { message: 'Too Many Attempts.' }), 'rateLimited', 'HTTP 429: Too Many Attempts.'],
    ['502 in HTML', answer(502, '<html><title>502 Bad Gateway</title></html>'), 'serverError', 'HTTP 502: 502 Bad Gateway'],
    ['503 in plain text', answer(503, 'Service Temporarily Unavailable'), 'serverError', 'HTTP 503: Service Temporarily Unavailable'],
    ['500 that looks like a token', answer(500, { message: 'Invalid token' }), 'serverError', 'HTTP 500: Invalid token'],
    ['408', answer(408, ''), 'serverError', 'HTTP 408'],
    ['425', answer(425, ''), 'serverError', 'HTTP 425'],
    ['a sign-in page with 200', answer(200, '<html>Welcome to the hotel</html>'), 'notMvsep', undefined],
    ['half of an object', answer(200, '{"success":true,"da'), 'notMvsep', undefined],
    ['a scalar', answer(200, '42'), 'notMvsep', undefined],
    ['an empty body', answer(200, ''), 'notMvsep', undefined],
    ['a redirect away', answer(302, '', { location: 'https://hotel.example' }), 'notMvsep', 'HTTP 302'],
    ['no such page', answer(404, '<h1>Not Found</h1>'), 'notMvsep', 'HTTP 404: Not Found']
  ])('in the shape of %s', (_what, sent, code, detail) => {
    const error = failure(sent)
    expect(error.code).toBe(code)
    if (detail !== undefined) expect(error.detail).toBe(detail)
  })

  it.each([
    ['7', 7_000], ['0', 1_000], ['-5', 1_000], ['315360000', 3_600_000], ['soon', undefined], ['', undefined],
    [new Date(Date.now() - 60_000).toUTCString(), 1_000]
  ])('A7-40: says how long to wait, between a second and an hour: Retry-After %j', (header, waitMs) => {
    expect(failure(answer(429, '', { 'retry-after': header })).retryAfterMs).toBe(waitMs)
  })

  it('A7-34: reads a date in Retry-After against the server\'s own clock', () => {
    const date = (at: number): string => new Date(at).toUTCString()
    const yesterday = Date.now() - 86_400_000
    expect(failure(answer(503, '', { date: date(yesterday), 'retry-after': date(yesterday + 30_000) })).retryAfterMs).toBe(30_000)
  })

  it('A7-42: a 403 in the service\'s own form is about the account, a page with one is about somebody in between', () => {
    expect(failure(answer(403, { success: false, message: 'Forbidden' })).code).toBe('tokenInvalid')
    expect(failure(answer(403, '<html>Access denied by policy</html>')).code).toBe('notMvsep')
  })

  it('never repeats a secret the server sent back', () => {
    const token = 'Q7rT2mZx9LkWv4NcB8sHdJ3fGpYa6E'
    for (const status of [200, 400, 401, 429, 500]) {
      const error = failure(answer(status, { success: false, message: `Invalid token ${token}!` }), [null, token])
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(token)
      expect(error.detail).toContain('Invalid token')
    }
  })

  it('keeps its words short and on one line', () => {
    const { detail } = failure(answer(400, { message: `a\u0000b\n\n${'long '.repeat(5_000)}` }))
    expect(detail).toMatch(/^a b long/)
    expect(detail?.length).toBeLessThanOrEqual(500)
  })
})

it('any answer at all is read or refused with an AppError, never something else', () => {
  const bodies = fc.oneof(
    fc.string({ unit: 'binary' }), fc.json(), fc.jsonValue().map((value) => JSON.stringify({ success: false, message: value, errors: value, data: value })),
    fc.constantFrom(...Object.values(statuses).map((status) => JSON.stringify(status))).chain((text) => fc.nat(text.length).map((cut) => text.slice(0, cut)))
  )
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), bodies, fc.option(fc.string()), (statusCode, body, retryAfter) => {
      try {
        readAnswer(answer(statusCode, body, { 'retry-after': retryAfter ?? undefined }), [body.slice(0, 5)])
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
      }
    }),
    { numRuns: 500 }
  )
})
