// Calls every operation of the API with types from its OpenAPI document: node build/main.js http://localhost:8080
import assert from 'node:assert/strict'
import createClient from 'openapi-fetch'
import type { components, paths } from './schema.js'

type Problem = components['schemas']['Problem']

const origin = process.argv[2] ?? 'http://localhost:8080'

const alice = createClient<paths>({ baseUrl: origin, headers: { Authorization: 'Bearer alice-session' } })

/** What a page would show. The compiler knows that no code is forgotten. */
function advice(problem: Problem): string {
  switch (problem.code) {
    case 'unauthenticated':
    case 'invalid-session':
      return 'Sign in again'
    case 'wrong-credentials':
    case 'invalid-sign-in':
      return 'Try another name or password'
    case 'csrf-header-required':
    case 'origin-not-allowed':
    case 'invalid-request':
    case 'headers-too-large':
    case 'not-found':
    case 'method-not-allowed':
    case 'not-acceptable':
    case 'range-not-satisfiable':
    case 'idempotency-key-in-use':
    case 'idempotency-key-reused':
    case 'internal-error':
      return `Tell us about ${problem.traceId}`
    case 'user-not-found':
    case 'chat-not-found':
    case 'message-not-found':
    case 'media-not-found':
      return 'It is gone'
    case 'messaging-not-allowed':
    case 'blocked':
      return 'You cannot write to them'
    case 'invalid-message':
      return problem.errors?.map((error) => error.message).join(', ') ?? problem.detail
    case 'unsupported-media-type':
    case 'image-too-large':
    case 'invalid-image':
      return 'Choose another picture'
    case 'too-many-requests':
    case 'overloaded':
    case 'upstream-error':
    case 'upstream-unreadable':
    case 'upstream-unreachable':
    case 'upstream-timeout':
    case 'upload-stalled':
      return 'Try again later'
    case 'search-unavailable':
    case 'cannot-peek':
      return 'Read the chat first'
    case 'api-disabled':
    case 'sign-in-unavailable':
      return 'This does not work here'
    default:
      return problem.code satisfies never
  }
}

function good<T>(answer: { data?: T; error?: Problem }): T {
  assert(answer.data !== undefined, answer.error ? advice(answer.error) : 'no data')
  return answer.data
}

const chat = { params: { path: { userId: 78 } } }

const chats = good(await alice.GET('/chats'))
assert(chats.items.some((each) => each.user.id === 78 && each.lastMessage?.attachment === null))

assert.equal(good(await alice.GET('/chats/{userId}', chat)).user.username, 'bob')

const page = good(await alice.GET('/chats/{userId}/messages', { params: { ...chat.params, query: { limit: 2 } } }))
assert.equal(page.items.length, 2)
assert.match(page.older ?? '', /before=/)

const first = page.items[0]
assert(first)
const one = { params: { path: { userId: 78, messageId: first.id } } }
assert.equal(good(await alice.GET('/chats/{userId}/messages/{messageId}', one)).text, first.text)

const found = good(
  await alice.GET('/chats/{userId}/messages/search', { params: { ...chat.params, query: { q: 'tonight' } } })
)
assert(found.items.every((each) => each.text?.toLowerCase().includes('tonight')))

const sent = good(await alice.POST('/chats/{userId}/messages', { ...chat, body: { text: 'Tom & Jerry <3' } }))
assert.deepEqual([sent.text, sent.mine, sent.attachment], ['Tom & Jerry <3', true, null])

const gif = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs='), (each) => each.charCodeAt(0))
const multipart = (body: object) => {
  const form = new FormData()
  Object.entries(body).forEach(([name, value]) => form.append(name, value))
  return form
}
const image = new Blob([gif], { type: 'image/gif' })
const picture = good(
  await alice.POST('/chats/{userId}/messages', { ...chat, body: { image }, bodySerializer: multipart })
)
assert(picture.attachment?.type === 'image' && picture.attachment.url.endsWith('.gif'))

assert.equal((await alice.PUT('/chats/{userId}/seen', chat)).response.status, 204)

const deleted = await alice.DELETE('/chats/{userId}/messages/{messageId}', one)
assert.equal(deleted.response.status, 204)
assert.equal((await alice.DELETE('/chats/{userId}/messages', chat)).response.status, 204)
assert.equal((await alice.DELETE('/chats/{userId}', chat)).response.status, 204)

const gone = await alice.GET('/chats/{userId}', chat)
assert(gone.error?.code === 'chat-not-found')
assert.equal(advice(gone.error), 'It is gone')

const blocked = await alice.POST('/chats/{userId}/messages', {
  params: { path: { userId: 35 } },
  body: { text: 'Hello?' }
})
assert(blocked.error?.code === 'blocked')
assert.equal(blocked.error.outcome, 'not-sent')

const media = await alice.GET('/media', { params: { query: { u: 'none' } } })
assert(media.error?.code === 'media-not-found')

const [carol] = good(await alice.GET('/people', { params: { query: { q: '@carol' } } })).items
assert.equal(carol?.id, 34)
const profile = good(await alice.GET('/people/{userId}', { params: { path: { userId: 34 } } }))
assert.equal(profile.about, 'Parcels & more, 24 hours <b>a day</b>')
const named = good(await alice.GET('/people/by-username/{username}', { params: { path: { username: 'carol' } } }))
assert.deepEqual(named, profile)

const handedOver = good(await alice.POST('/session'))
assert.equal(handedOver.authenticatedBy, 'cookie')
const shown = good(await alice.GET('/session'))
assert.equal(shown.authenticatedBy, 'bearer')
assert.equal(shown.me?.username, 'alice')

const nobody = createClient<paths>({ baseUrl: origin, headers: { 'Vision-CSRF': '1' } })
const signedIn = good(await nobody.POST('/session', { body: { login: 'alice', password: 'alice-password' } }))
assert.equal(signedIn.me?.id, 7)
const wrong = await nobody.POST('/session', { body: { login: 'alice', password: 'guessed' } })
assert(wrong.error?.code === 'wrong-credentials')
assert.equal(advice(wrong.error), 'Try another name or password')
assert.equal((await alice.DELETE('/session')).response.status, 204)

console.log('openapi-fetch: every operation works as its types say')
