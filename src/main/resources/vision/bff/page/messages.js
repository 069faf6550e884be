import { ask } from './api.js'

/** @typedef {import('./api.js').Message} Message */
/** @typedef {import('./api.js').MessagePage} MessagePage */

/** So many are held at once, however long the chat is. */
const MOST = 300
const PAGE = 50

/** A part of a chat without a gap, which grows at both ends and lets go of the far one. */
export class Messages {
  /** @type {readonly Message[]} */
  items = []
  /** @type {string | null} where to go on */
  older = null
  /** @type {string | null} `null` while the newest are among `items` */
  newer = null
  /** @type {number | null} */
  firstUnreadId = null
  #path
  /** What changed meanwhile is put into what was asked for before. @type {Promise<unknown>} */
  #turn = Promise.resolve()
  /** @type {readonly Message[]} what is known of the newest by the stream */
  #live = []

  /** @param {number} userId */
  constructor(userId) {
    this.#path = `/chats/${userId}/messages`
  }

  get atNewest() {
    return this.newer === null
  }

  newest() {
    return this.#inTurn(async () => {
      const page = await this.#page(`${this.#path}?limit=${PAGE}`)
      this.#replace(page)
      this.firstUnreadId ??= page.firstUnreadId
      this.#merge()
    })
  }

  /** @param {number} id */
  around(id) {
    return this.#inTurn(async () => this.#replace(await this.#page(`${this.#path}?around=${id}&limit=${PAGE}`)))
  }

  loadOlder() {
    return this.#inTurn(async () => {
      if (this.older === null) return
      const page = await this.#page(this.older)
      this.items = [...page.items, ...this.items]
      this.older = page.older
      if (this.items.length <= MOST) return
      this.items = this.items.slice(0, MOST)
      this.newer = `${this.#path}?after=${this.items.at(-1)?.id}&limit=${PAGE}`
    })
  }

  loadNewer() {
    return this.#inTurn(async () => {
      if (this.newer === null) return
      const page = await this.#page(this.newer)
      this.items = [...this.items, ...page.items]
      this.newer = page.newer
      if (this.items.length > MOST) {
        this.items = this.items.slice(-MOST)
        this.older = `${this.#path}?before=${this.items[0]?.id}&limit=${PAGE}`
      }
      this.#merge()
    })
  }

  /**
   * The newest as the stream tells them.
   * @param {{ items: readonly Message[], complete: boolean }} chat
   */
  follow({ items, complete }) {
    this.#live = items
    if (complete && this.atNewest) this.#all()
    else this.#merge()
  }

  /** @param {Message} message that has just been sent */
  add(message) {
    if (this.atNewest && !this.items.some((each) => each.id >= message.id)) this.items = [...this.items, message]
  }

  /** @param {number} id */
  remove(id) {
    this.items = this.items.filter((each) => each.id !== id)
    this.#live = this.#live.filter((each) => each.id !== id)
  }

  clear() {
    this.items = this.#live = []
    this.older = this.newer = null
  }

  #all() {
    this.items = this.#live
    this.older = null
  }

  /** Where both overlap the stream is right; where they do not, there may be a gap. */
  #merge() {
    const first = this.#live[0]
    if (!first) return
    const known = new Map(this.#live.map((each) => [each.id, each]))
    if (!this.atNewest) {
      this.items = this.items.map((each) => known.get(each.id) ?? each)
      return
    }
    const last = this.items.at(-1)
    if (last && last.id < first.id) {
      this.items = this.#live
      this.older = `${this.#path}?before=${first.id}&limit=${PAGE}`
      return
    }
    const later = this.items.filter((each) => each.id > (this.#live.at(-1)?.id ?? 0))
    this.items = [...this.items.filter((each) => each.id < first.id), ...this.#live, ...later]
  }

  /** @param {MessagePage} page */
  #replace({ items, older, newer }) {
    Object.assign(this, { items, older, newer })
  }

  /**
   * @param {string} path
   * @returns {Promise<MessagePage>}
   */
  #page(path) {
    return ask('GET', path)
  }

  /**
   * One after the other, so that no page is put to what another has changed.
   * @param {() => Promise<void>} load
   */
  #inTurn(load) {
    const turn = this.#turn.then(load)
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}
