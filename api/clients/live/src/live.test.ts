import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { assemble, subscribe, TIMES, type Chat, type Live, type Message, type News, type Options, type View } from './live.js'

const NOTHING: View = { chats: [], unreadCount: undefined, upstream: undefined, open: new Map() }
const SOON = { ...TIMES, first: 500, poll: 20, retry: 20, longest: 80 }

function chat(userId: number, text = ''): Chat {
  return {
    id: userId,
    user: { id: userId, username: null, name: null, avatarUrl: null, verified: false },
    lastMessage: { text, truncated: false, attachment: null },
    unreadCount: 0,
    lastActivity: { label: '', earliest: null, latest: null },
    webUrl: null
  }
}

function message(id: number, seenAt: string | null = null): Message {
  const sentAt = { label: '', earliest: null, latest: null }
  return { id, senderId: 78, recipientId: 7, mine: false, text: `${id}`, attachment: null, sentAt, seenAt, deletedByOther: false }
}

function messages(ids: number[], { complete = false, gap = false } = {}): News {
  return { event: 'messages', data: { userId: 78, items: ids.map((id) => message(id)), complete, gap } }
}

function newMessage(id: number, idempotencyKey: string | null = null): News {
  return { event: 'message', data: { userId: 78, message: message(id), idempotencyKey } }
}

function after(...news: News[]): View {
  return news.reduce(assemble, NOTHING)
}

function users(view: View): number[] {
  return view.chats.map((each) => each.user.id)
}

function ids(view: View): number[] | undefined {
  return view.open.get(78)?.items.map((each) => each.id)
}

// What events make of what is known

test('an entry of the list goes where its event says', () => {
  const list: News = { event: 'chats', data: { items: [chat(1), chat(2), chat(3)], unreadCount: 4 } }
  assert.deepEqual(users(after(list, { event: 'chat', data: { index: 0, chat: chat(3) } })), [3, 1, 2])
  assert.deepEqual(users(after(list, { event: 'chat', data: { index: 2, chat: chat(1) } })), [2, 3, 1])
  assert.deepEqual(users(after(list, { event: 'chat', data: { index: 3, chat: chat(4) } })), [1, 2, 3, 4])
  const changed = after(list, { event: 'chat', data: { index: 1, chat: chat(2, 'Hi') } })
  assert.deepEqual(changed.chats, [chat(1), chat(2, 'Hi'), chat(3)])
  assert.deepEqual(users(after(list, { event: 'chat-removed', data: { userId: 2 } })), [1, 3])
  assert.equal(changed.unreadCount, 4)
  assert.equal(assemble(changed, { event: 'unread', data: { count: 5 } }).unreadCount, 5)
})

test('the newest messages take the place of what is there from the first of them on', () => {
  assert.deepEqual(ids(after(messages([4, 5, 6]), messages([6, 8]))), [4, 5, 6, 8])
  assert.deepEqual(ids(after(messages([4, 5, 6]), messages([5, 8]))), [4, 5, 8])
  assert.deepEqual(ids(after(messages([4, 5, 6]), messages([8, 9]))), [4, 5, 6, 8, 9])
  assert.deepEqual(ids(after(messages([4, 5, 6]), messages([8, 9], { gap: true }))), [8, 9])
  assert.deepEqual(ids(after(messages([4, 5, 6]), messages([5, 6], { complete: true }))), [5, 6])
  assert.deepEqual(ids(after(messages([4, 5, 6]), messages([], { complete: true }))), [])
})

test('it is known whether there are others', () => {
  const complete = (...news: News[]) => after(...news).open.get(78)?.complete
  assert.equal(complete(messages([4, 5], { complete: true }), messages([5, 6])), true)
  assert.equal(complete(messages([4, 5]), messages([5, 6])), false)
  assert.equal(complete(messages([4, 5], { complete: true }), messages([8, 9], { gap: true })), false)
})

test('messages come, change and go', () => {
  const open = messages([4, 6])
  assert.deepEqual(ids(after(open, newMessage(8), newMessage(8), newMessage(7))), [4, 6, 7, 8])
  const seen = message(6, '2026-11-24T00:29:01Z')
  const changed = after(open, { event: 'message-changed', data: { userId: 78, message: seen } })
  assert.deepEqual(changed.open.get(78)?.items, [message(4), seen])
  assert.deepEqual(ids(after(open, { event: 'message-removed', data: { userId: 78, id: 4 } })), [6])
  assert.equal(ids(after(newMessage(8))), undefined)
})

// What a stream and its end make of it

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A service that answers so, and somebody who has subscribed to it. */
async function live(context: TestContext, answer: Answer, options: Partial<Options> = {}, times = SOON) {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const { 'if-none-match': etag, 'last-event-id': id } = request.headers
    requests.push([request.url, etag && `has ${etag}`, id && `from ${String(id)}`].filter(Boolean).join(' '))
    answer(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const told: string[] = []
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const subscription: Live = subscribe(
    {
      baseUrl,
      token: 'alice-session',
      onMessage: (_, { id }, key) => told.push(['message', id, key].filter(Boolean).join(' ')),
      onEnded: () => told.push('ended'),
      onState: (state) => told.push(state),
      ...options
    },
    times
  )
  context.after(() => {
    subscription.close()
    server.closeAllConnections()
    server.close()
  })
  return { requests, told, subscription }
}

function stream(response: ServerResponse, ...events: [id: string, news: News][]): void {
  response.setHeader('Content-Type', 'text/event-stream')
  response.write(`retry: 20\n\n${events.map(([id, { event, data }]) => `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('')}`)
}

function json(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !condition(); ) {
    assert(Date.now() < end, `Never: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('it comes back with its last id, also with other open chats, and tells each message once', async (context) => {
  const { requests, told, subscription } = await live(
    context,
    (request, response) => {
      switch (request.headers['last-event-id']) {
        case undefined:
          stream(response, ['1.a', messages([4, 5])], ['1.b', newMessage(6, 'my-key')])
          return response.end()
        case '1.b':
          return stream(response, ['1.c', messages([5, 6, 7])])
        default:
          return stream(response, ['1.d', { event: 'unread', data: { count: 0 } }])
      }
    },
    { open: [78] }
  )
  await until(() => ids(subscription.view)?.at(-1) === 7)
  subscription.open([])
  await until(() => subscription.view.open.size === 0)
  assert.deepEqual(requests, ['/events?open=78', '/events?open=78 from 1.b', '/events from 1.c'])
  assert.deepEqual(told, ['live', 'message 6 my-key', 'connecting', 'live', 'message 7'])
})

test('it polls while streams are refused', async (context) => {
  let refused = true
  const { requests, told, subscription } = await live(context, (request, response) => {
    if (request.url === '/events') {
      if (refused) response.writeHead(503).end()
      else stream(response, ['1.a', { event: 'chats', data: { items: [chat(78)], unreadCount: 2 } }])
    } else if (request.headers['if-none-match']) response.writeHead(304).end()
    else json(response, { items: [chat(78)], unreadCount: 1 }, { ETag: '"1"' })
  })
  await until(() => requests.includes('/chats has "1"'))
  assert.deepEqual(users(subscription.view), [78])
  assert.equal(subscription.view.unreadCount, 1)
  assert.equal(subscription.view.upstream, 'up')
  refused = false
  await until(() => subscription.view.unreadCount === 2)
  assert.deepEqual(told, ['polling', 'live'])
})

test('it polls while there is no room, and comes again when it is told to', async (context) => {
  const { requests, subscription } = await live(context, (request, response) => {
    if (request.url !== '/events') return json(response, { items: [], unreadCount: 0 })
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('retry: 30000\n\n')
  })
  await until(() => requests.length > 4)
  assert.equal(requests.filter((each) => each === '/events').length, 1)
  assert.equal(subscription.state, 'polling')
})

test('it polls while a proxy keeps the stream back, without a hole', async (context) => {
  let last = 2
  const { requests, told, subscription } = await live(
    context,
    (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
      if (pathname === '/events') return void response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()
      if (pathname === '/chats') return json(response, { items: [chat(78)], unreadCount: 0 })
      const from = Math.max(Number(searchParams.get('after') ?? last - 2), 0)
      const to = Math.min(from + 2, last)
      const items = Array.from({ length: to - from }, (_, index) => message(from + index + 1))
      const newer = searchParams.has('after') && to < last ? `${pathname}?after=${to}` : null
      json(response, { items, older: from > 0 ? 'some' : null, newer, total: null })
    },
    { open: [78] },
    { ...SOON, first: 50, longest: 10_000 }
  )
  await until(() => ids(subscription.view)?.length === 2)
  last = 9
  await until(() => ids(subscription.view)?.length === 9)
  assert.deepEqual(ids(subscription.view), [1, 2, 3, 4, 5, 6, 7, 8, 9])
  assert.deepEqual(told, ['polling', ...[3, 4, 5, 6, 7, 8, 9].map((id) => `message ${id}`)])
  assert(requests.includes('/chats/78/messages?after=2&limit=100'))
})

test('a stream that begins after too much leaves no hole either', async (context) => {
  let streams = 0
  const page = (ids: number[]) => ({ items: ids.map((id) => message(id)), older: 'some', newer: null, total: null })
  const { told, subscription } = await live(
    context,
    (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
      if (pathname === '/chats') return json(response, { items: [chat(78)], unreadCount: 0 })
      if (pathname !== '/events') return json(response, page(searchParams.has('after') ? [3, 4, 5, 6, 7] : [6, 7]))
      streams++
      if (streams === 1) {
        stream(response, ['1.a', messages([1, 2])])
        return void setTimeout(() => response.destroy(), 20)
      }
      if (streams < 4) return void response.writeHead(503).end()
      stream(response, ['1.b', { event: 'unread', data: { count: 1 } }], ['1.c', messages(streams === 4 ? [8, 9] : [6, 7, 8, 9])])
    },
    { open: [78] }
  )
  await until(() => ids(subscription.view)?.at(-1) === 9)
  assert.deepEqual(ids(subscription.view), [1, 2, 3, 4, 5, 6, 7, 8, 9])
  assert.deepEqual(told.filter((each) => each.startsWith('message')), [3, 4, 5, 6, 7, 8, 9].map((id) => `message ${id}`))
  assert.equal(subscription.state, 'live')
})

test('a session that is over is asked for no more', async (context) => {
  const ending = await live(context, (_, response) => stream(response, ['1.', { event: 'session-ended', data: {} }]))
  await until(() => ending.subscription.state === 'ended')
  assert.deepEqual(ending.told, ['live', 'ended', 'ended'])
  const refused = await live(context, (_, response) => response.writeHead(401).end())
  await until(() => refused.subscription.state === 'ended')
  refused.subscription.open([78])
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.deepEqual(refused.told, ['ended', 'ended'])
  assert.deepEqual([ending.requests.length, refused.requests.length], [1, 1])
})

test('what a page does wrong with an event does not end the stream', async (context) => {
  const failures: unknown[] = []
  const thrown = (action: () => void) => void Promise.resolve().then(action).catch((failure) => failures.push(failure))
  context.mock.method(globalThis, 'queueMicrotask', thrown)
  const { requests, subscription } = await live(
    context,
    (_, response) => stream(response, ['1.a', { event: 'chats', data: { items: [], unreadCount: 1 } }], ['1.b', messages([1])]),
    {
      onChats: () => {
        throw new Error('a mistake')
      }
    }
  )
  await until(() => ids(subscription.view)?.length === 1 && failures.length === 1)
  assert.equal(requests.length, 1)
})
