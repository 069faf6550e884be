import { placeOf } from './api.js'
import { el } from './dom.js'
import { say } from './texts.js'
import { briefly } from './times.js'

/** @typedef {import('./api.js').Chat} Chat */
/** @typedef {import('./api.js').Person} Person */

/** @param {Person} person */
export function nameOf(person) {
  return person.name || person.username || `${person.id}`
}

/** @param {Person} person */
export function picture(person) {
  const initial = el('span', { class: 'avatar', 'aria-hidden': 'true' }, [...nameOf(person)][0] ?? '')
  if (person.avatarUrl)
    initial.append(el('img', { src: placeOf(person.avatarUrl), alt: '', loading: 'lazy', decoding: 'async',
      onerror: (/** @type {Event} */ event) => /** @type {Element} */ (event.target).remove() }))
  return initial
}

/** The list of chats, which keeps its elements as long as their chats stay as they are. */
export class ChatsView {
  element = el('nav', { class: 'chats', 'aria-label': say('chats') })
  #list = el('ul', { class: 'rows' })
  #nothing = el('p', { class: 'nothing', hidden: true }, say('noChats'))
  /** @type {Map<number, { chat: Chat, current: boolean, element: HTMLLIElement }>} */
  #rows = new Map()

  constructor() {
    this.element.append(this.#list, this.#nothing)
  }

  /**
   * @param {readonly Chat[]} chats
   * @param {number | undefined} open
   */
  show(chats, open) {
    const rows = new Map()
    for (const chat of chats) {
      const current = chat.user.id === open
      const held = this.#rows.get(chat.user.id)
      const same = held && held.current === current && JSON.stringify(held.chat) === JSON.stringify(chat)
      const element = held?.element ?? el('li')
      if (!same) element.replaceChildren(link(chat, current, /** @type {HTMLElement | null} */ (element.firstElementChild)))
      rows.set(chat.user.id, { chat, current, element })
    }
    this.#rows = rows
    const focused = document.activeElement
    const wanted = [...rows.values()].map((row) => row.element)
    wanted.forEach((element, index) => {
      if (this.#list.children[index] !== element) this.#list.insertBefore(element, this.#list.children[index] ?? null)
    })
    while (this.#list.children.length > wanted.length) this.#list.lastElementChild?.remove()
    if (focused instanceof HTMLElement && focused.isConnected && focused !== document.activeElement) focused.focus()
    this.#nothing.hidden = chats.length > 0
  }
}

/**
 * @param {Chat} chat
 * @param {boolean} current
 * @param {HTMLElement | null} before the link that it was
 */
function link(chat, current, before) {
  const element = before ?? el('a', { href: `#/${chat.user.id}` })
  if (current) element.setAttribute('aria-current', 'page')
  else element.removeAttribute('aria-current')
  element.replaceChildren(
    picture(chat.user),
    el('span', { class: 'who' }, el('bdi', {}, nameOf(chat.user)), chat.user.verified && el('span', { class: 'verified', title: say('verified') }, ' ✓', el('span', { class: 'hidden' }, say('verified')))),
    el('span', { class: 'when' }, briefly(chat.lastActivity)),
    el('span', { class: 'what', dir: 'auto' }, last(chat)),
    chat.unreadCount > 0 ? el('span', { class: 'badge' },
      el('span', { 'aria-hidden': 'true' }, `${chat.unreadCount}`),
      el('span', { class: 'hidden' }, say('unread', { n: chat.unreadCount }))) : '')
  return element
}

/** @param {Chat} chat */
function last({ lastMessage }) {
  if (!lastMessage) return say('nothingSaid')
  if (lastMessage.attachment) return say(lastMessage.attachment)
  return `${lastMessage.text ?? ''}${lastMessage.truncated ? '…' : ''}`
}
