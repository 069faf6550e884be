import { ask, baseUrl, Problem } from './api.js'
import { ChatView } from './chat.js'
import { ChatsView, nameOf } from './chats.js'
import { el } from './dom.js'
import { subscribe as follow } from './live.js'
import { forgetOutbox, Outbox } from './outbox.js'
import { findPeople } from './people.js'
import { signIn } from './signin.js'
import { language, languages, say, speak } from './texts.js'
import { exactly } from './times.js'

/** @typedef {import('./api.js').Person} Person */
const subscribe = /** @type {typeof import('../../../../../../api/clients/live/src/live.js').subscribe} */ (/** @type {unknown} */ (follow))

const app = /** @type {HTMLElement} */ (document.getElementById('app'))
/** What one tab says to the others. */
const tabs = new BroadcastChannel('vision-bff')

tabs.onmessage = () => location.reload()

/** @param {...Node} views */
function show(...views) {
  app.replaceChildren(...views)
  app.removeAttribute('aria-busy')
}

/** @param {...(Node | false)} more */
function header(...more) {
  return el('header', { class: 'house' },
    el('nav', {},
      el('a', { href: './', 'aria-current': 'page' }, say('chats')),
      el('a', { href: 'docs' }, say('explorer')),
      el('a', { href: 'problems' }, say('problems'))),
    ...more,
    el('select', { 'aria-label': say('chooseLanguage'), onchange: (/** @type {Event} */ event) => speak(/** @type {HTMLSelectElement} */ (event.target).value) },
      ...languages.map(({ code, name }) => el('option', { value: code, selected: code === language, lang: code }, name))))
}

/** @param {string} [notice] */
function askToSignIn(notice = '') {
  document.title = say('signIn')
  show(header(), signIn(notice, () => {
    tabs.postMessage('signed in')
    void start()
  }))
  app.querySelector('input')?.focus()
}

async function start() {
  try {
    const { me } = await ask('GET', '/session')
    chat(me ?? null)
  } catch (failure) {
    if (failure instanceof Problem && (failure.code === 'unauthenticated' || failure.code === 'invalid-session'))
      return askToSignIn(failure.code === 'invalid-session' ? say('sessionEnded') : '')
    const why = failure instanceof Problem ? failure.message : String(failure)
    show(header(), el('main', {}, el('p', { role: 'alert' }, say('failed', { why })),
      el('button', { onclick: () => void start() }, say('tryAgain'))))
  }
}

/** @param {Person | null} me */
function chat(me) {
  /** @type {ChatView | undefined} */
  let open
  /** When all that is shown was so. */
  let current = new Date()
  /** @type {Map<number, Person>} */
  const found = new Map()
  const chats = new ChatsView()
  const banner = el('p', { role: 'status', class: 'banner' })
  const failures = el('p', { role: 'alert', class: 'failure' })
  const place = el('div', { class: 'place' })
  const outbox = new Outbox(
    me?.id,
    (userId) => open?.person.id === userId && open.show(),
    (userId, message) => open?.person.id === userId && open.sent(message)
  )

  /** @param {unknown} failure */
  function fail(failure) {
    const why = failure instanceof Problem ? failure.message : String(failure)
    failures.textContent = say('failed', { why })
    setTimeout(() => (failures.textContent = ''), 10_000)
  }

  const live = subscribe({
    baseUrl,
    onChats: (list) => chats.show(list, open?.person.id),
    onUnread: (count) => (document.title = count > 0 ? `(${count}) ${say('chats')}` : say('chats')),
    onMessages: (userId, known) => open?.person.id === userId && open.follow(known),
    onMessage: (userId, message, key) => {
      if (key) outbox.remove(userId, key)
      if (open?.person.id === userId) open.announce(message)
    },
    onUpstream: tellState,
    onState: tellState,
    onEnded: () => {
      stop()
      askToSignIn(say('sessionEnded'))
    }
  })

  function isCurrent() {
    return (live.state === 'live' || live.state === 'polling') && live.view.upstream === 'up'
  }

  /** A line that is cut for a moment is no news. */
  function tellState() {
    if (isCurrent()) current = new Date()
    setTimeout(() => {
      const time = exactly(current)
      if (isCurrent()) banner.textContent = ''
      else if (live.view.upstream === 'down') banner.textContent = say('down', { time })
      else if (live.state !== 'ended' && live.state !== 'closed') banner.textContent = say('offline', { time })
    }, 2_000)
  }
  const clock = setInterval(() => {
    if (isCurrent()) current = new Date()
  }, 10_000)

  /** Only what somebody looks at is marked as seen. */
  function look() {
    live.open(open && !document.hidden ? [open.person.id] : [])
  }

  async function route() {
    const userId = Number(location.hash.slice(2)) || undefined
    if (userId === open?.person.id) return
    open?.close()
    open = undefined
    look()
    document.body.classList.toggle('in-chat', userId !== undefined)
    if (userId === undefined) {
      place.replaceChildren()
      return chats.show(live.view.chats, undefined)
    }
    const person = await who(userId)
    if (Number(location.hash.slice(2)) !== userId) return
    open = new ChatView(person, outbox, fail, () => (location.hash = '#/'))
    place.replaceChildren(open.element)
    chats.show(live.view.chats, userId)
    open.writing.input.focus()
    await open.open()
    look()
  }

  /**
   * @param {number} userId
   * @returns {Promise<Person>}
   */
  async function who(userId) {
    const known = found.get(userId) ?? live.view.chats.find((each) => each.user.id === userId)?.user
    if (known) return known
    try {
      return await ask('GET', `/people/${userId}`)
    } catch {
      return { id: userId, username: null, name: null, avatarUrl: null, verified: false }
    }
  }

  async function signOut() {
    try {
      await ask('DELETE', '/session')
    } catch (failure) {
      return fail(failure)
    }
    stop()
    for (const key of Object.keys(localStorage)) if (key.startsWith('draft-')) localStorage.removeItem(key)
    forgetOutbox()
    location.hash = '#/'
    tabs.postMessage('signed out')
    askToSignIn(say('signOutMeans'))
  }

  function stop() {
    clearInterval(clock)
    live.close()
    outbox.close()
    open?.close()
    removeEventListener('hashchange', route)
    document.removeEventListener('visibilitychange', look)
  }

  addEventListener('hashchange', route)
  document.addEventListener('visibilitychange', look)
  show(
    header(me !== null && el('span', { class: 'me' }, say('signedInAs', { name: nameOf(me) })),
      el('button', { class: 'quiet', onclick: () => void signOut() }, say('signOut'))),
    el('div', { class: 'messages' }, banner, failures),
    el('main', { class: 'both' },
      el('h1', { class: 'hidden' }, 'Vision BFF'),
      el('div', { class: 'side' },
        el('h2', {}, say('chats')),
        el('button', { class: 'quiet', onclick: () => findPeople((person) => {
          found.set(person.id, person)
          location.hash = `#/${person.id}`
        }, fail) }, say('newChat')),
        chats.element),
      place))
  document.title = say('chats')
  void route()
}

void start()
