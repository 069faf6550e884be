// Calls every operation of the API with the functions made of its OpenAPI document: node build/main.js http://localhost:8080
import assert from 'node:assert/strict'
import { client } from './client/client.gen.js'
import {
  clearMessages,
  deleteChat,
  deleteMessage,
  endSession,
  getChat,
  getMedia,
  getMessage,
  getPerson,
  getPersonByUsername,
  getSession,
  listChats,
  listMessages,
  markSeen,
  searchMessages,
  searchPeople,
  sendMessage,
  startSession,
  type NewText,
  type Problem
} from './client/index.js'

client.setConfig({
  auth: 'bob-session',
  baseUrl: process.argv[2] ?? 'http://localhost:8080'
})

/** What a page would do. The compiler knows that no code is forgotten. */
function next(problem: Problem): 'sign-in' | 'go-back' | 'correct' | 'retry' | 'report' {
  switch (problem.code) {
    case 'unauthenticated':
    case 'invalid-session':
    case 'wrong-credentials':
      return 'sign-in'
    case 'user-not-found':
    case 'chat-not-found':
    case 'message-not-found':
    case 'media-not-found':
    case 'messaging-not-allowed':
    case 'blocked':
      return 'go-back'
    case 'invalid-message':
    case 'invalid-sign-in':
    case 'unsupported-media-type':
    case 'image-too-large':
    case 'invalid-image':
    case 'cannot-peek':
      return 'correct'
    case 'idempotency-key-in-use':
    case 'too-many-requests':
    case 'overloaded':
    case 'upstream-error':
    case 'upstream-unreadable':
    case 'upstream-unreachable':
    case 'upstream-timeout':
    case 'upload-stalled':
    case 'search-unavailable':
      return 'retry'
    case 'csrf-header-required':
    case 'idempotency-key-reused':
    case 'internal-error':
    case 'invalid-request':
    case 'headers-too-large':
    case 'method-not-allowed':
    case 'not-acceptable':
    case 'range-not-satisfiable':
    case 'not-found':
    case 'origin-not-allowed':
    case 'api-disabled':
    case 'sign-in-unavailable':
      return 'report'
    default:
      return problem.code satisfies never
  }
}

function good<T>(answer: { data?: T; error?: Problem | undefined }): T {
  assert(answer.data !== undefined, answer.error?.detail ?? 'no data')
  return answer.data
}

const chat = { path: { userId: 7 } }

assert(good(await listChats()).items.some((each) => each.user.id === 7))
assert.equal(good(await getChat(chat)).user.username, 'alice')

const page = good(await listMessages({ ...chat, query: { limit: 2 } }))
const first = page.items[0]
assert(first && page.items.length === 2)

const one = { path: { userId: 7, messageId: first.id } }
assert.equal(good(await getMessage(one)).text, first.text)

const found = good(await searchMessages({ ...chat, query: { q: 'tonight' } }))
assert(found.items.every((each) => each.text?.toLowerCase().includes('tonight')))

assert.equal(good(await sendMessage({ ...chat, body: { text: 'Tom & Jerry <3' } })).text, 'Tom & Jerry <3')

const gif = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs='), (each) => each.charCodeAt(0))
// Of the two kinds of body this generator knows the first only, so the image goes past its types.
const form = new FormData()
form.append('image', new Blob([gif], { type: 'image/gif' }), 'dot.gif')
const image = { body: form as unknown as NewText, bodySerializer: null, headers: { 'Content-Type': null } }
const picture = good(await sendMessage({ ...chat, ...image }))
assert(picture.attachment?.type === 'image' && picture.attachment.url.endsWith('.gif'))

assert.equal((await markSeen(chat)).response.status, 204)
// Who I am shows in a chat in which nothing is unread, and is known from then on.
assert.equal(good(await getSession()).me?.username, 'bob')
assert.equal((await deleteMessage(one)).response.status, 204)
assert.equal((await clearMessages(chat)).response.status, 204)
assert.equal((await deleteChat(chat)).response.status, 204)

const gone = await getChat(chat)
assert(gone.error?.code === 'chat-not-found')
assert.equal(next(gone.error), 'go-back')

const refused = await sendMessage({ path: { userId: 36 }, body: { text: 'Hello?' } })
assert(refused.error?.code === 'messaging-not-allowed')
assert.equal(refused.error.outcome, 'not-sent')

assert.equal((await getMedia({ query: { u: 'none' } })).error?.code, 'media-not-found')

assert.equal(good(await searchPeople({ query: { q: '@carol' } })).items[0]?.id, 34)
const carol = good(await getPerson({ path: { userId: 34 } }))
assert.equal(carol.about, 'Parcels & more, 24 hours <b>a day</b>')
assert.deepEqual(good(await getPersonByUsername({ path: { username: 'carol' } })), carol)

assert.equal(good(await startSession()).authenticatedBy, 'cookie')
const shown = good(await getSession())
assert.equal(shown.authenticatedBy, 'bearer')
assert.equal(shown.me?.username, 'bob')
assert.equal((await endSession()).response.status, 204)

console.log('hey-api: every operation works as its types say')
