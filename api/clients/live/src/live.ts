// Follows what changes for one session, by GET /events and, while no stream comes through, by polling. It is one ES module that
// imports nothing at run time, but eventsource-parser where there is a token.
import type { components } from './schema.js'

type Schemas = components['schemas']
export type Chat = Schemas['Chat']
export type Message = Schemas['Message']
export type LiveEvent = Schemas['LiveEvent']
/** Without its id, as polling finds it too. */
export type News = LiveEvent extends infer E ? (E extends LiveEvent ? Omit<E, 'id'> : never) : never
export type State = 'connecting' | 'live' | 'polling' | 'ended' | 'closed'

/** The newest messages of an open chat, ascending by id and without a gap. */
export interface OpenChat {
  readonly items: readonly Message[]
  /** Whether the chat has no others. */
  readonly complete: boolean
  /** The greatest id that it ever had. */
  readonly newest: number
}

/** All that is known. It never changes: what is new makes another one. */
export interface View {
  readonly chats: readonly Chat[]
  readonly unreadCount: number | undefined
  readonly upstream: 'up' | 'down' | undefined
  readonly open: ReadonlyMap<number, OpenChat>
}

export interface Options {
  baseUrl?: string
  /** Without one the cookie counts. */
  token?: string
  /** The users at whose chats the person looks, at most five: their messages are marked as seen. */
  open?: readonly number[]
  /** The whole list, whenever something in it has changed. */
  onChats?(chats: readonly Chat[]): void
  /** One entry that is new or has changed, after `onChats`. */
  onChat?(chat: Chat, index: number): void
  /** All that is known of an open chat, whenever something in it has changed. */
  onMessages?(userId: number, chat: OpenChat): void
  /** Each message that has come since the chat was opened, once and in order, with the key that it was sent with, if it is told. */
  onMessage?(userId: number, message: Message, idempotencyKey: string | null): void
  onUnread?(count: number): void
  onUpstream?(state: 'up' | 'down'): void
  /** The session is no longer valid. Nothing more follows. */
  onEnded?(): void
  onState?(state: State): void
}

export interface Live {
  readonly view: View
  readonly state: State
  /** The person looks at these chats now. A page that is hidden says none. */
  open(userIds: readonly number[]): void
  close(): void
}

/** In milliseconds. */
export const TIMES = {
  /** Until the first event. A stream that is silent for longer is kept back by a proxy. */
  first: 15_000,
  /** Three heartbeats, which only a reader of bytes hears. */
  heartbeats: 45_000,
  /** No stream lives longer than a quarter of an hour. */
  life: 960_000,
  poll: 5_000,
  retry: 3_000,
  longest: 60_000
}

const NOTHING: View = { chats: [], unreadCount: undefined, upstream: undefined, open: new Map() }
const MOST_PAGES = 10
const TYPES = [
  ...(['chats', 'chat', 'chat-removed', 'unread', 'messages', 'message', 'message-changed', 'message-removed'] as const),
  ...(['upstream', 'session-ended', 'bye'] as const)
] satisfies LiveEvent['event'][]

/** What is known once this is known too. */
export function assemble(view: View, news: News): View {
  const change = (userId: number, edit: (items: readonly Message[]) => readonly Message[]): View => {
    const held = view.open.get(userId)
    if (!held) return view
    const items = edit(held.items)
    const newest = Math.max(held.newest, items.at(-1)?.id ?? 0)
    return { ...view, open: new Map(view.open).set(userId, { ...held, items, newest }) }
  }
  switch (news.event) {
    case 'chats':
      return { ...view, chats: news.data.items, unreadCount: news.data.unreadCount }
    case 'chat': {
      const { chat, index } = news.data
      const others = view.chats.filter((each) => each.user.id !== chat.user.id)
      return { ...view, chats: [...others.slice(0, index), chat, ...others.slice(index)] }
    }
    case 'chat-removed':
      return { ...view, chats: view.chats.filter((each) => each.user.id !== news.data.userId) }
    case 'unread':
      return { ...view, unreadCount: news.data.count }
    case 'messages': {
      const { userId, items, complete, gap } = news.data
      const held = view.open.get(userId)
      const first = items[0]?.id ?? Infinity
      const older = complete || gap || !held ? [] : held.items.filter((each) => each.id < first)
      return {
        ...view,
        open: new Map(view.open).set(userId, {
          items: [...older, ...items],
          complete: complete || (older.length > 0 && held?.complete === true),
          newest: Math.max(held?.newest ?? 0, items.at(-1)?.id ?? 0)
        })
      }
    }
    case 'message': {
      const { userId, message } = news.data
      return change(userId, (items) =>
        [...items.filter((each) => each.id !== message.id), message].sort((one, other) => one.id - other.id)
      )
    }
    case 'message-changed': {
      const { userId, message } = news.data
      return change(userId, (items) => items.map((each) => (each.id === message.id ? message : each)))
    }
    case 'message-removed':
      return change(news.data.userId, (items) => items.filter((each) => each.id !== news.data.id))
    case 'upstream':
      return { ...view, upstream: news.data.state }
    case 'session-ended':
    case 'bye':
      return view
  }
}

/** Begins at once. */
export function subscribe(options: Options, times = TIMES): Live {
  const base = options.baseUrl ?? ''
  // Links in answers begin with the path of the base where a proxy tells of it.
  const prefix = base.replace(/^\w+:\/\/[^/]+/, '')
  const own = (path: string): string => (prefix && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path)
  const authorization = options.token === undefined ? {} : { Authorization: `Bearer ${options.token}` }
  const credentials = options.token === undefined ? 'include' : 'omit'
  const timers = new Map<'stream' | 'poll', ReturnType<typeof setTimeout>>()
  let view = NOTHING
  let state: State = 'connecting'
  let open = atMostFive(options.open ?? [])
  let lastEventId = ''
  /** Whether the stream goes on from what is known. */
  let resumed = false
  let heard = false
  let failures = 0
  let retry = times.retry
  let disconnect = (): void => {}
  let polling: AbortController | undefined

  function later(name: 'stream' | 'poll', millis: number, action: () => void): void {
    clearTimeout(timers.get(name))
    timers.set(name, setTimeout(action, millis))
  }

  function become(next: State): void {
    if (next === state) return
    state = next
    options.onState?.(state)
  }

  function stop(last: 'ended' | 'closed'): void {
    if (isOver()) return
    disconnect()
    stopPolling()
    clearTimeout(timers.get('stream'))
    become(last)
    if (last === 'ended') options.onEnded?.()
  }

  function isOver(): boolean {
    return state === 'ended' || state === 'closed'
  }

  function learn(news: News): void {
    const before = view
    view = assemble(before, news)
    try {
      tell(news, before)
    } catch (failure) {
      queueMicrotask(() => {
        throw failure
      })
    }
    if (news.event === 'session-ended') stop('ended')
  }

  function tell(news: News, before: View): void {
    if (view.chats !== before.chats) options.onChats?.(view.chats)
    if (news.event === 'chat') options.onChat?.(news.data.chat, news.data.index)
    for (const [userId, chat] of view.open) {
      const known = before.open.get(userId)
      if (chat === known) continue
      options.onMessages?.(userId, chat)
      const key = news.event === 'message' ? news.data.idempotencyKey : null
      for (const each of known ? chat.items : []) if (each.id > (known?.newest ?? 0)) options.onMessage?.(userId, each, key)
    }
    if (view.unreadCount !== before.unreadCount) options.onUnread?.(view.unreadCount ?? 0)
    if (view.upstream && view.upstream !== before.upstream) options.onUpstream?.(view.upstream)
  }

  async function get(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const answer = await fetch(base + own(path), {
      headers: { ...authorization, ...headers },
      cache: 'no-store',
      credentials,
      signal
    })
    if (answer.status === 401 && !signal.aborted) stop('ended')
    signal.throwIfAborted()
    return answer
  }

  // The stream

  function connect(): void {
    disconnect()
    heard = false
    later('stream', times.first, silent)
    disconnect = options.token === undefined ? listen() : read()
  }

  function address(): string {
    return open.length > 0 ? `/events?open=${open.join()}` : '/events'
  }

  /** With the cookie. The browser comes back by itself, with the last id, unless the answer was an error. */
  function listen(): () => void {
    lastEventId = ''
    resumed = false
    const source = new EventSource(base + address(), { withCredentials: true })
    for (const type of TYPES) {
      source.addEventListener(type, ({ lastEventId: id, data }: MessageEvent<string>) => {
        later('stream', times.life, silent)
        hear({ id, event: type, data: JSON.parse(data) } as LiveEvent)
      })
    }
    source.onopen = () => {
      resumed = lastEventId !== ''
      later('stream', times.first, silent)
    }
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) return broken()
      later('stream', times.longest, silent)
      missed()
    }
    return () => source.close()
  }

  /** With a token, which EventSource cannot send. */
  function read(): () => void {
    const exchange = new AbortController()
    const { signal } = exchange
    const ended = (): void => {
      if (!signal.aborted) broken()
    }
    resumed = lastEventId !== ''
    readAll(signal).then(ended, ended)
    return () => exchange.abort()
  }

  async function readAll(signal: AbortSignal): Promise<void> {
    const { createParser } = await import('eventsource-parser')
    const resume: Record<string, string> = resumed ? { 'Last-Event-ID': lastEventId } : {}
    const answer = await get(address(), { Accept: 'text/event-stream', ...resume }, signal)
    if (!answer.ok || !answer.body || !answer.headers.get('Content-Type')?.startsWith('text/event-stream')) return
    const parser = createParser({
      onEvent: ({ id, event, data }) => {
        if (!signal.aborted) hear({ id, event, data: JSON.parse(data) } as LiveEvent)
      },
      onRetry: (millis) => (retry = millis)
    })
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let part = await reader.read(); !part.done && !signal.aborted; part = await reader.read()) {
      later('stream', times.heartbeats, silent)
      parser.feed(part.value)
    }
  }

  function hear(event: LiveEvent): void {
    if (event.event === 'messages' && !resumed && leavesHole(event.data)) return fill()
    if (!heard) {
      heard = true
      failures = 0
      stopPolling()
      view = { ...view, open: new Map([...view.open].filter(([userId]) => open.includes(userId))) }
      become('live')
    }
    lastEventId = event.id
    learn(event)
  }

  function leavesHole({ userId, items, complete }: Extract<LiveEvent, { event: 'messages' }>['data']): boolean {
    return !complete && (items[0]?.id ?? 0) > (view.open.get(userId)?.newest ?? Infinity)
  }

  /** A stream without an id begins with the newest messages only. Polling gets those before, and a stream follows again. */
  function fill(): void {
    disconnect()
    lastEventId = ''
    heard = false
    startPolling()
    comeBack(2 * retry)
  }

  function missed(): void {
    if (heard) become('connecting')
    else startPolling()
    heard = false
  }

  function broken(): void {
    if (!heard) failures++
    missed()
    comeBack(Math.max(retry, Math.min(times.longest, times.retry * 2 ** failures)))
  }

  function silent(): void {
    disconnect()
    const wait = heard ? retry : times.longest
    missed()
    comeBack(wait)
  }

  function comeBack(millis: number): void {
    later('stream', millis * (1 + Math.random() / 2), connect)
  }

  // Polling

  function startPolling(): void {
    if (polling) return
    become('polling')
    polling = new AbortController()
    const { signal } = polling
    const pages = new Map<number, string>()
    let etag = ''
    let failed = 0
    const again = (succeeded: boolean): void => {
      failed = succeeded ? 0 : failed + 1
      if (!signal.aborted) later('poll', Math.min(times.longest, times.poll * 2 ** failed) * (1 + Math.random() / 5), poll)
    }
    const poll = (): unknown => pollAll().then(again, () => again(false))
    poll()

    async function pollAll(): Promise<boolean> {
      const answer = await get('/chats', etag ? { 'If-None-Match': etag } : {}, signal)
      const good = answer.ok || answer.status === 304
      if (answer.ok) {
        const data: Schemas['ChatList'] = await answer.json()
        etag = answer.headers.get('ETag') ?? ''
        found({ event: 'chats', data }, signal)
      }
      const stale = answer.headers.has('Stale-As-Of') || answer.status === 502 || answer.status === 504
      if (good || stale) learn({ event: 'upstream', data: { state: stale ? 'down' : 'up' } })
      for (const userId of good ? open : []) await pollChat(userId)
      return good
    }

    /** Its newest page, and what is missing between that and what is known. */
    async function pollChat(userId: number): Promise<void> {
      const path = `/chats/${userId}/messages`
      const page = await messages(path)
      const text = JSON.stringify(page?.items)
      if (!page || text === pages.get(userId)) return
      const known = view.open.get(userId)?.newest ?? 0
      const first = page.items[0]?.id ?? 0
      const missing: Message[] = []
      let next = known > 0 && first > known ? `${path}?after=${known}&limit=100` : null
      for (let pageNumber = 0; next && pageNumber < MOST_PAGES; pageNumber++) {
        const more = await messages(next)
        if (!more) return
        missing.push(...more.items.filter((each) => each.id < first))
        next = (more.items.at(-1)?.id ?? first) < first ? more.newer : null
      }
      pages.set(userId, text)
      const gap = next !== null
      const items = gap ? page.items : [...missing, ...page.items]
      found({ event: 'messages', data: { userId, items, complete: page.older === null, gap } }, signal)
    }

    async function messages(path: string): Promise<Schemas['MessagePage'] | undefined> {
      const answer = await get(path, {}, signal)
      return answer.ok ? answer.json() : undefined
    }
  }

  /** A stream that went on from its last id would know nothing of this. */
  function found(news: News, signal: AbortSignal): void {
    signal.throwIfAborted()
    if (lastEventId !== '') {
      lastEventId = ''
      disconnect()
      comeBack(retry)
    }
    learn(news)
  }

  function stopPolling(): void {
    polling?.abort()
    polling = undefined
    clearTimeout(timers.get('poll'))
  }

  connect()
  return {
    get view() {
      return view
    },
    get state() {
      return state
    },
    open(userIds) {
      const next = atMostFive(userIds)
      if (isOver() || (next.length === open.length && next.every((userId) => open.includes(userId)))) return
      open = next
      if (!polling) return connect()
      stopPolling()
      startPolling()
      disconnect()
      comeBack(retry)
    },
    close() {
      stop('closed')
    }
  }
}

function atMostFive(userIds: readonly number[]): number[] {
  const different = [...new Set(userIds)]
  if (different.length > 5) throw new RangeError('At most five chats can be open')
  return different
}
