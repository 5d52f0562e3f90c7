import { expect, test } from 'vitest'
import { TooFast } from '../../../core/ports/channel.ts'
import { ApiFailure, portError } from './api-failure.ts'

const said = (status: number, words: string) =>
  portError(new ApiFailure('sendMessage', status, words, 3), (after) => new TooFast(after))

test.each([
  [403, 'Forbidden: bot was blocked by the user', { name: 'Unreachable', reason: 'blocked' }],
  [403, 'Forbidden: user is deactivated', { name: 'Unreachable', reason: 'gone' }],
  [403, "Forbidden: bot can't initiate conversation with a user", { name: 'Unreachable', reason: 'not-started' }],
  [400, 'Bad Request: chat not found', { name: 'Unreachable', reason: 'gone' }],
  [400, 'Bad Request: PEER_ID_INVALID', { name: 'Unreachable', reason: 'gone' }],
  [400, 'Bad Request: message is too long', { name: 'Refused' }],
  [413, 'Request Entity Too Large', { name: 'Refused' }],
  [400, 'Bad Request: group chat was upgraded to a supergroup chat', { name: 'Unreachable', reason: 'gone' }],
  [429, 'Too Many Requests: retry after 3', { name: 'TooFast', retryAfter: 3_000 }],
  [404, 'Not Found: method not found', { name: 'Refused' }],
  [401, 'Unauthorized', { name: 'Unavailable', pause: true }],
  [404, 'Not Found', { name: 'Unavailable', pause: true }],
  [409, 'Conflict', { name: 'Unavailable', pause: false }],
  [502, 'Bad Gateway', { name: 'Unavailable', pause: false }],
  [0, '', { name: 'Unavailable', pause: false }],
])('%i %s', (status, words, expected) => {
  expect(said(status, words)).toMatchObject(expected)
})

test('one message of an album that came too fast is tried later, as long as its words say', () => {
  const words = 'Bad Request: failed to send message #2 with the error message "Too Many Requests: retry after 8"'
  const failure = new ApiFailure('sendMediaGroup', 400, words)
  expect(portError(failure, (after) => new TooFast(after))).toEqual(new TooFast(8_000))
})

test("Telegram's own words go no further: they can quote what was sent", () => {
  const error = said(400, "Bad Request: can't parse entities near 'a secret'")
  expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('secret')
})
