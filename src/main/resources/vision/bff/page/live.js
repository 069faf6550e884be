// Made of api/clients/live/src/live.ts with npm run page.
// @ts-nocheck
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
};
const NOTHING = { chats: [], unreadCount: undefined, upstream: undefined, open: new Map() };
const MOST_PAGES = 10;
const TYPES = [
    ...['chats', 'chat', 'chat-removed', 'unread', 'messages', 'message', 'message-changed', 'message-removed'],
    ...['upstream', 'session-ended', 'bye']
];
/** What is known once this is known too. */
export function assemble(view, news) {
    const change = (userId, edit) => {
        const held = view.open.get(userId);
        if (!held)
            return view;
        const items = edit(held.items);
        const newest = Math.max(held.newest, items.at(-1)?.id ?? 0);
        return { ...view, open: new Map(view.open).set(userId, { ...held, items, newest }) };
    };
    switch (news.event) {
        case 'chats':
            return { ...view, chats: news.data.items, unreadCount: news.data.unreadCount };
        case 'chat': {
            const { chat, index } = news.data;
            const others = view.chats.filter((each) => each.user.id !== chat.user.id);
            return { ...view, chats: [...others.slice(0, index), chat, ...others.slice(index)] };
        }
        case 'chat-removed':
            return { ...view, chats: view.chats.filter((each) => each.user.id !== news.data.userId) };
        case 'unread':
            return { ...view, unreadCount: news.data.count };
        case 'messages': {
            const { userId, items, complete, gap } = news.data;
            const held = view.open.get(userId);
            const first = items[0]?.id ?? Infinity;
            const older = complete || gap || !held ? [] : held.items.filter((each) => each.id < first);
            return {
                ...view,
                open: new Map(view.open).set(userId, {
                    items: [...older, ...items],
                    complete: complete || (older.length > 0 && held?.complete === true),
                    newest: Math.max(held?.newest ?? 0, items.at(-1)?.id ?? 0)
                })
            };
        }
        case 'message': {
            const { userId, message } = news.data;
            return change(userId, (items) => [...items.filter((each) => each.id !== message.id), message].sort((one, other) => one.id - other.id));
        }
        case 'message-changed': {
            const { userId, message } = news.data;
            return change(userId, (items) => items.map((each) => (each.id === message.id ? message : each)));
        }
        case 'message-removed':
            return change(news.data.userId, (items) => items.filter((each) => each.id !== news.data.id));
        case 'upstream':
            return { ...view, upstream: news.data.state };
        case 'session-ended':
        case 'bye':
            return view;
    }
}
/** Begins at once. */
export function subscribe(options, times = TIMES) {
    const base = options.baseUrl ?? '';
    // Links in answers begin with the path of the base where a proxy tells of it.
    const prefix = base.replace(/^\w+:\/\/[^/]+/, '');
    const own = (path) => (prefix && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path);
    const authorization = options.token === undefined ? {} : { Authorization: `Bearer ${options.token}` };
    const credentials = options.token === undefined ? 'include' : 'omit';
    const timers = new Map();
    let view = NOTHING;
    let state = 'connecting';
    let open = atMostFive(options.open ?? []);
    let lastEventId = '';
    /** Whether the stream goes on from what is known. */
    let resumed = false;
    let heard = false;
    let failures = 0;
    let retry = times.retry;
    let disconnect = () => { };
    let polling;
    function later(name, millis, action) {
        clearTimeout(timers.get(name));
        timers.set(name, setTimeout(action, millis));
    }
    function become(next) {
        if (next === state)
            return;
        state = next;
        options.onState?.(state);
    }
    function stop(last) {
        if (isOver())
            return;
        disconnect();
        stopPolling();
        clearTimeout(timers.get('stream'));
        become(last);
        if (last === 'ended')
            options.onEnded?.();
    }
    function isOver() {
        return state === 'ended' || state === 'closed';
    }
    function learn(news) {
        const before = view;
        view = assemble(before, news);
        try {
            tell(news, before);
        }
        catch (failure) {
            queueMicrotask(() => {
                throw failure;
            });
        }
        if (news.event === 'session-ended')
            stop('ended');
    }
    function tell(news, before) {
        if (view.chats !== before.chats)
            options.onChats?.(view.chats);
        if (news.event === 'chat')
            options.onChat?.(news.data.chat, news.data.index);
        for (const [userId, chat] of view.open) {
            const known = before.open.get(userId);
            if (chat === known)
                continue;
            options.onMessages?.(userId, chat);
            const key = news.event === 'message' ? news.data.idempotencyKey : null;
            for (const each of known ? chat.items : [])
                if (each.id > (known?.newest ?? 0))
                    options.onMessage?.(userId, each, key);
        }
        if (view.unreadCount !== before.unreadCount)
            options.onUnread?.(view.unreadCount ?? 0);
        if (view.upstream && view.upstream !== before.upstream)
            options.onUpstream?.(view.upstream);
    }
    async function get(path, headers, signal) {
        const answer = await fetch(base + own(path), {
            headers: { ...authorization, ...headers },
            cache: 'no-store',
            credentials,
            signal
        });
        if (answer.status === 401 && !signal.aborted)
            stop('ended');
        signal.throwIfAborted();
        return answer;
    }
    // The stream
    function connect() {
        disconnect();
        heard = false;
        later('stream', times.first, silent);
        disconnect = options.token === undefined ? listen() : read();
    }
    function address() {
        return open.length > 0 ? `/events?open=${open.join()}` : '/events';
    }
    /** With the cookie. The browser comes back by itself, with the last id, unless the answer was an error. */
    function listen() {
        lastEventId = '';
        resumed = false;
        const source = new EventSource(base + address(), { withCredentials: true });
        for (const type of TYPES) {
            source.addEventListener(type, ({ lastEventId: id, data }) => {
                later('stream', times.life, silent);
                hear({ id, event: type, data: JSON.parse(data) });
            });
        }
        source.onopen = () => {
            resumed = lastEventId !== '';
            later('stream', times.first, silent);
        };
        source.onerror = () => {
            if (source.readyState === EventSource.CLOSED)
                return broken();
            later('stream', times.longest, silent);
            missed();
        };
        return () => source.close();
    }
    /** With a token, which EventSource cannot send. */
    function read() {
        const exchange = new AbortController();
        const { signal } = exchange;
        const ended = () => {
            if (!signal.aborted)
                broken();
        };
        resumed = lastEventId !== '';
        readAll(signal).then(ended, ended);
        return () => exchange.abort();
    }
    async function readAll(signal) {
        const { createParser } = await import('eventsource-parser');
        const resume = resumed ? { 'Last-Event-ID': lastEventId } : {};
        const answer = await get(address(), { Accept: 'text/event-stream', ...resume }, signal);
        if (!answer.ok || !answer.body || !answer.headers.get('Content-Type')?.startsWith('text/event-stream'))
            return;
        const parser = createParser({
            onEvent: ({ id, event, data }) => {
                if (!signal.aborted)
                    hear({ id, event, data: JSON.parse(data) });
            },
            onRetry: (millis) => (retry = millis)
        });
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let part = await reader.read(); !part.done && !signal.aborted; part = await reader.read()) {
            later('stream', times.heartbeats, silent);
            parser.feed(part.value);
        }
    }
    function hear(event) {
        if (event.event === 'messages' && !resumed && leavesHole(event.data))
            return fill();
        if (!heard) {
            heard = true;
            failures = 0;
            stopPolling();
            view = { ...view, open: new Map([...view.open].filter(([userId]) => open.includes(userId))) };
            become('live');
        }
        lastEventId = event.id;
        learn(event);
    }
    function leavesHole({ userId, items, complete }) {
        return !complete && (items[0]?.id ?? 0) > (view.open.get(userId)?.newest ?? Infinity);
    }
    /** A stream without an id begins with the newest messages only. Polling gets those before, and a stream follows again. */
    function fill() {
        disconnect();
        lastEventId = '';
        heard = false;
        startPolling();
        comeBack(2 * retry);
    }
    function missed() {
        if (heard)
            become('connecting');
        else
            startPolling();
        heard = false;
    }
    function broken() {
        if (!heard)
            failures++;
        missed();
        comeBack(Math.max(retry, Math.min(times.longest, times.retry * 2 ** failures)));
    }
    function silent() {
        disconnect();
        const wait = heard ? retry : times.longest;
        missed();
        comeBack(wait);
    }
    function comeBack(millis) {
        later('stream', millis * (1 + Math.random() / 2), connect);
    }
    // Polling
    function startPolling() {
        if (polling)
            return;
        become('polling');
        polling = new AbortController();
        const { signal } = polling;
        const pages = new Map();
        let etag = '';
        let failed = 0;
        const again = (succeeded) => {
            failed = succeeded ? 0 : failed + 1;
            if (!signal.aborted)
                later('poll', Math.min(times.longest, times.poll * 2 ** failed) * (1 + Math.random() / 5), poll);
        };
        const poll = () => pollAll().then(again, () => again(false));
        poll();
        async function pollAll() {
            const answer = await get('/chats', etag ? { 'If-None-Match': etag } : {}, signal);
            const good = answer.ok || answer.status === 304;
            if (answer.ok) {
                const data = await answer.json();
                etag = answer.headers.get('ETag') ?? '';
                found({ event: 'chats', data }, signal);
            }
            const stale = answer.headers.has('Stale-As-Of') || answer.status === 502 || answer.status === 504;
            if (good || stale)
                learn({ event: 'upstream', data: { state: stale ? 'down' : 'up' } });
            for (const userId of good ? open : [])
                await pollChat(userId);
            return good;
        }
        /** Its newest page, and what is missing between that and what is known. */
        async function pollChat(userId) {
            const path = `/chats/${userId}/messages`;
            const page = await messages(path);
            const text = JSON.stringify(page?.items);
            if (!page || text === pages.get(userId))
                return;
            const known = view.open.get(userId)?.newest ?? 0;
            const first = page.items[0]?.id ?? 0;
            const missing = [];
            let next = known > 0 && first > known ? `${path}?after=${known}&limit=100` : null;
            for (let pageNumber = 0; next && pageNumber < MOST_PAGES; pageNumber++) {
                const more = await messages(next);
                if (!more)
                    return;
                missing.push(...more.items.filter((each) => each.id < first));
                next = (more.items.at(-1)?.id ?? first) < first ? more.newer : null;
            }
            pages.set(userId, text);
            const gap = next !== null;
            const items = gap ? page.items : [...missing, ...page.items];
            found({ event: 'messages', data: { userId, items, complete: page.older === null, gap } }, signal);
        }
        async function messages(path) {
            const answer = await get(path, {}, signal);
            return answer.ok ? answer.json() : undefined;
        }
    }
    /** A stream that went on from its last id would know nothing of this. */
    function found(news, signal) {
        signal.throwIfAborted();
        if (lastEventId !== '') {
            lastEventId = '';
            disconnect();
            comeBack(retry);
        }
        learn(news);
    }
    function stopPolling() {
        polling?.abort();
        polling = undefined;
        clearTimeout(timers.get('poll'));
    }
    connect();
    return {
        get view() {
            return view;
        },
        get state() {
            return state;
        },
        open(userIds) {
            const next = atMostFive(userIds);
            if (isOver() || (next.length === open.length && next.every((userId) => open.includes(userId))))
                return;
            open = next;
            if (!polling)
                return connect();
            stopPolling();
            startPolling();
            disconnect();
            comeBack(retry);
        },
        close() {
            stop('closed');
        }
    };
}
function atMostFive(userIds) {
    const different = [...new Set(userIds)];
    if (different.length > 5)
        throw new RangeError('At most five chats can be open');
    return different;
}
