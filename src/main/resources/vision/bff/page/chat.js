import { ask, Problem } from './api.js'
import { bubble, outgoingBubble } from './bubble.js'
import { nameOf } from './chats.js'
import { composer } from './composer.js'
import { confirmed, el } from './dom.js'
import { Messages } from './messages.js'
import { searchPanel } from './search.js'
import { say } from './texts.js'
import { certainDay, dayName } from './times.js'

/** @typedef {import('./api.js').Message} Message */
/** @typedef {import('./api.js').Person} Person */

/** Pixels from an end at which more is loaded. */
const NEAR = 600

/** One chat: its messages, and what is written to it. */
export class ChatView {
  /** @type {Map<string, { content: string, element: HTMLElement }>} */
  #rows = new Map()
  #loading = false
  #closed = false
  #announced = 0

  /**
   * @param {Person} person
   * @param {import('./outbox.js').Outbox} outbox
   * @param {(failure: unknown) => void} fail
   * @param {() => void} leave
   */
  constructor(person, outbox, fail, leave) {
    this.person = person
    this.messages = new Messages(person.id)
    this.outbox = outbox
    this.fail = fail
    const name = nameOf(person)
    this.log = el('div', { role: 'log', class: 'hidden', 'aria-label': say('newMessages') })
    this.list = el('ol', { class: 'history', 'aria-label': say('history', { name }), 'aria-describedby': 'history-help',
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      onclick: (/** @type {Event} */ event) => this.#choose(/** @type {Element} */ (event.target).closest('.message')) })
    this.scroller = el('div', { class: 'scroller', onscroll: () => this.#more() }, this.list)
    this.toNewest = el('button', { class: 'to-newest', hidden: true, onclick: () => void this.#newest() }, say('toNewest'))
    this.writing = composer(person.id, name, (content) => {
      outbox.add(person.id, content)
      this.toEnd()
    })
    this.search = searchPanel(person.id, name, (id) => this.#jump(id), fail)
    this.element = el('section', { class: 'chat', 'aria-label': say('with', { name }),
      ondragover: (/** @type {Event} */ event) => event.preventDefault(),
      ondrop: (/** @type {DragEvent} */ event) => this.writing.take(event, event.dataTransfer?.files) },
      el('header', {},
        el('a', { href: '#/', class: 'back', 'aria-label': say('back'), title: say('back') }, '‹'),
        el('h2', {}, el('bdi', {}, name)),
        el('button', { class: 'quiet', onclick: () => this.search.toggle() }, say('search')),
        el('details', { class: 'menu' },
          el('summary', {}, say('more')),
          el('button', { class: 'quiet', onclick: () => void this.#wipe('clearQuestion', 'clear', '/messages', () => {}) }, say('clear')),
          el('button', { class: 'quiet', onclick: () => void this.#wipe('deleteChatQuestion', 'deleteChat', '', leave) }, say('deleteChat')))),
      this.search.element,
      el('p', { class: 'hidden', id: 'history-help' }, say('historyHelp')),
      this.scroller, this.log, this.toNewest, this.writing.element)
    /** What grows below the last message must not push it out of view. */
    this.sizes = new ResizeObserver(() => this.#wasAtEnd && this.toEnd())
    this.sizes.observe(this.scroller)
  }

  #wasAtEnd = true

  async open() {
    this.show()
    await this.#load(() => this.messages.newest())
    const { firstUnreadId, items } = this.messages
    this.#announced = items.at(-1)?.id ?? 0
    const unread = firstUnreadId === null ? null : this.list.querySelector('.unread')
    if (unread && items[0]?.id !== firstUnreadId) unread.scrollIntoView({ block: 'start' })
    else this.toEnd()
  }

  close() {
    this.#closed = true
    this.sizes.disconnect()
    this.writing.close()
  }

  /** @param {import('../../../../../../api/clients/live/src/live.js').OpenChat} chat */
  follow(chat) {
    this.messages.follow(chat)
    this.show()
  }

  /**
   * What has come is said to whoever does not see it.
   * @param {Message} message
   */
  announce(message) {
    if (message.mine || message.id <= this.#announced) return
    this.#announced = message.id
    this.log.append(el('p', {}, say('said', { name: nameOf(this.person), text: message.text ?? say(message.attachment?.type ?? 'file') })))
    while (this.log.children.length > 20) this.log.firstElementChild?.remove()
  }

  /** @param {Message} message */
  sent(message) {
    this.messages.add(message)
    this.show()
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight
  }

  /** Draws what is new, and leaves the rest and what is in view where it is. */
  show() {
    if (this.#closed) return
    const { items, older, atNewest, firstUnreadId } = this.messages
    const atEnd = this.#wasAtEnd
    const anchor = atEnd ? undefined : this.#anchor()
    const outgoing = atNewest ? this.outbox.of(this.person.id) : []
    /** @type {[string, string, () => HTMLElement][]} */
    const wanted = []
    if (older === null && items.length > 0 && !this.#loading)
      wanted.push(['beginning', '', () => el('li', { class: 'separator' }, say('beginning'))])
    /** @type {number | undefined} */
    let day
    for (const message of items) {
      const its = certainDay(message.sentAt)
      if (its !== undefined && its !== day) {
        const name = dayName(its)
        wanted.push([`day-${its}-${day}`, name, () => el('li', { class: 'separator' }, name)])
        day = its
      }
      if (message.id === firstUnreadId)
        wanted.push(['unread', '', () => el('li', { class: 'separator unread' }, say('newMessages'))])
      wanted.push([`${message.id}`, JSON.stringify(message), () => bubble(message, nameOf(this.person), (each) => void this.#remove(each))])
    }
    for (const each of outgoing)
      wanted.push([each.key, JSON.stringify(each), () => outgoingBubble(each,
        () => this.outbox.again(this.person.id, each), () => this.outbox.remove(this.person.id, each.key))])
    this.#draw(wanted)
    this.toNewest.hidden = atNewest
    this.#rove()
    if (atEnd && atNewest) this.toEnd()
    else if (anchor) this.scroller.scrollTop += anchor.element.getBoundingClientRect().top - anchor.top
  }

  /** @param {[string, string, () => HTMLElement][]} wanted */
  #draw(wanted) {
    const rows = new Map()
    let at = this.list.firstElementChild
    for (const [key, content, make] of wanted) {
      const held = this.#rows.get(key)
      let element = held?.element
      if (!element || held?.content !== content) {
        const next = make()
        if (element) {
          const focused = element === document.activeElement
          if (at === element) at = next
          element.replaceWith(next)
          next.tabIndex = element.tabIndex
          if (focused) next.focus()
        }
        element = next
      }
      if (at === element) at = at.nextElementSibling
      else this.list.insertBefore(element, at)
      rows.set(key, { content, element })
    }
    for (const [key, { element }] of this.#rows) if (rows.get(key)?.element !== element && element.isConnected) element.remove()
    this.#rows = rows
  }

  /** The first message in view, and where it is. */
  #anchor() {
    const top = this.scroller.getBoundingClientRect().top
    for (const { element } of this.#rows.values()) {
      const box = element.getBoundingClientRect()
      if (box.bottom > top && element.dataset.id) return { element, top: box.top }
    }
    return undefined
  }

  /** @param {() => Promise<void>} load */
  async #load(load) {
    this.#loading = true
    this.list.setAttribute('aria-busy', 'true')
    try {
      await load()
    } catch (failure) {
      this.fail(failure)
    } finally {
      this.#loading = false
      this.show()
      this.list.removeAttribute('aria-busy')
    }
  }

  #more() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller
    const left = scrollHeight - clientHeight - scrollTop
    this.#wasAtEnd = left < 40
    if (this.#loading || this.#closed) return
    if (scrollTop < NEAR && this.messages.older !== null) void this.#load(() => this.messages.loadOlder())
    else if (left < NEAR && !this.messages.atNewest) void this.#load(() => this.messages.loadNewer())
  }

  async #newest() {
    this.#wasAtEnd = true
    await this.#load(() => this.messages.newest())
    this.toEnd()
  }

  /** @param {number} id */
  async #jump(id) {
    this.#wasAtEnd = false
    if (!this.messages.items.some((each) => each.id === id)) await this.#load(() => this.messages.around(id))
    const found = this.#rows.get(`${id}`)?.element
    if (!found) return
    found.scrollIntoView({ block: 'center' })
    this.#choose(found)
    found.focus()
  }

  /** One message can be reached by Tab, the others from it by arrow keys. */
  #rove() {
    if (this.list.querySelector('.message[tabindex="0"]')) return
    const last = this.list.querySelectorAll('.message[data-id]')
    last[last.length - 1]?.setAttribute('tabindex', '0')
  }

  /** @param {Element | null} message */
  #choose(message) {
    if (!(message instanceof HTMLElement) || !message.dataset.id) return
    for (const each of this.list.querySelectorAll('[tabindex="0"]')) each.setAttribute('tabindex', '-1')
    message.tabIndex = 0
    message.querySelector('.remove')?.setAttribute('tabindex', '0')
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const message = /** @type {HTMLElement} */ (event.target)
    if (!message.dataset.id) return
    const next = event.key === 'ArrowUp' ? before(message) : event.key === 'ArrowDown' ? after(message) : undefined
    if (next) {
      event.preventDefault()
      this.#choose(next)
      next.focus()
    }
    else if (event.key === 'Delete') {
      const chosen = this.messages.items.find((each) => `${each.id}` === message.dataset.id)
      if (chosen) void this.#remove(chosen)
    }
  }

  /** @param {Message} message */
  async #remove(message) {
    if (!(await confirmed(say('deleteQuestion'), say('delete'), say('cancel')))) return
    try {
      await ask('DELETE', `/chats/${this.person.id}/messages/${message.id}`)
    } catch (failure) {
      if (!(failure instanceof Problem && failure.code === 'message-not-found')) return this.fail(failure)
    }
    this.messages.remove(message.id)
    this.show()
    this.writing.input.focus()
  }

  /**
   * @param {import('./texts.js').Key} question
   * @param {import('./texts.js').Key} yes
   * @param {string} path
   * @param {() => void} then
   */
  async #wipe(question, yes, path, then) {
    this.element.querySelector('details')?.removeAttribute('open')
    if (!(await confirmed(say(question), say(yes), say('cancel')))) return
    try {
      await ask('DELETE', `/chats/${this.person.id}${path}`)
    } catch (failure) {
      return this.fail(failure)
    }
    this.messages.clear()
    this.show()
    then()
  }
}

/** @param {Element} message */
function before(message) {
  let each = message.previousElementSibling
  while (each && !(/** @type {HTMLElement} */ (each).dataset.id)) each = each.previousElementSibling
  return /** @type {HTMLElement | null} */ (each)
}

/** @param {Element} message */
function after(message) {
  let each = message.nextElementSibling
  while (each && !(/** @type {HTMLElement} */ (each).dataset.id)) each = each.nextElementSibling
  return /** @type {HTMLElement | null} */ (each)
}
