// Follows a session, against the sandbox: node build/main.js http://localhost:8080
import assert from 'node:assert/strict'
import { subscribe, type Chat, type Message } from './live.js'

const origin = process.argv[2] ?? 'http://localhost:8080'
const sandbox = process.argv[3] ?? 'http://localhost:8089'

async function call(session: string, path: string, init: RequestInit = {}) {
  const headers = { Authorization: `Bearer ${session}`, 'Content-Type': 'application/json' }
  const answer = await fetch(origin + path, { ...init, headers })
  assert(answer.ok, `${path}: ${answer.status}`)
  return answer.json()
}

async function bobWrites(text: string): Promise<number> {
  const body = JSON.stringify({ from: 'bob', to: 'alice', text })
  const answer = await fetch(`${sandbox}/sandbox/messages`, { method: 'POST', body })
  assert(answer.ok, `The sandbox says ${answer.status}`)
  return (await answer.json()).id
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !condition(); ) {
    assert(Date.now() < end, `Never: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const states: string[] = []
const came: number[] = []
const alice = subscribe({
  baseUrl: origin,
  token: 'alice-session',
  onMessage: (_, message) => came.push(message.id),
  onState: (state) => states.push(state)
})
// A list can be some seconds old, so wait for something that is certainly in it.
await bobWrites('Hello')
const unread = () => alice.view.chats.reduce((sum, chat) => sum + chat.unreadCount, 0)
await until(() => alice.view.chats[0]?.lastMessage?.text === 'Hello' && alice.view.unreadCount === unread())
const list = await call('alice-session', '/chats')
// How long ago it was is not told again as time passes.
const told = (chats: readonly Chat[]) => chats.map(({ lastActivity, ...others }) => others)
assert.deepEqual(told(alice.view.chats), told(list.items))
assert.equal(alice.view.unreadCount, list.unreadCount)
assert.equal(alice.view.upstream, 'up')

const text = 'Are you there?'
const written = await bobWrites(text)
await until(() => alice.view.chats[0]?.lastMessage?.text === text && alice.view.unreadCount === list.unreadCount + 1)
const bobs = async (): Promise<Message> => (await call('bob-session', '/chats/7/messages?peek=true&limit=1')).items[0]
assert.deepEqual([(await bobs()).id, (await bobs()).seenAt], [written, null])

alice.open([78])
await until(() => alice.view.open.get(78)?.items.at(-1)?.id === written && alice.view.chats[0]?.unreadCount === 0)
assert.notEqual((await bobs()).seenAt, null)

const answer = JSON.stringify({ text: 'I am' })
const sent = (await call('alice-session', '/chats/78/messages', { method: 'POST', body: answer })).id
alice.open([78, 34])
const once = await bobWrites('Good')
await until(() => came.includes(once) && alice.view.open.has(34))
assert.deepEqual(came, [sent, once])
assert.deepEqual(states, ['live'])

alice.close()
console.log('live: what happens is told')
