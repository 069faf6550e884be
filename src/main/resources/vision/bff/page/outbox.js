import { Problem, send } from './api.js'

/**
 * A message on its way. Its key stays the same, so that it is stored once however often it is tried.
 * @typedef {object} Outgoing
 * @property {string} key
 * @property {string | Blob} content
 * @property {'sending' | 'looking' | 'failed'} state
 * @property {string} why
 * @property {number} share how much of a picture is on its way, 0 to 1
 * @property {number} since when it was written, in milliseconds
 */

const TRIES = 8
const LONGEST_WAIT = 15_000
/** Keys are known for a day; after that nothing is sent again that nobody asks for. */
const KNOWN_FOR = 23 * 3_600_000
const KEPT = 'outbox-'

/** Also where a page comes over http, and has no crypto.randomUUID. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whoever signs out leaves nothing on this device. */
export function forgetOutbox() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(KEPT)) localStorage.removeItem(name)
}

/** What has been sent from this device and not yet been seen in a chat. Texts outlast the page. */
export class Outbox {
  /** @type {Map<number, Outgoing[]>} */
  #byUser = new Map()
  #closed = false
  #account
  #whenChanged
  #whenSent

  /**
   * @param {number | undefined} account whose texts are kept; nobody's if that is not known
   * @param {(userId: number) => void} whenChanged
   * @param {(userId: number, message: import('./api.js').Message) => void} whenSent
   */
  constructor(account, whenChanged, whenSent) {
    this.#account = account
    this.#whenChanged = whenChanged
    this.#whenSent = whenSent
    addEventListener('storage', this.#elsewhere)
    for (const { userId, outgoing } of this.#kept()) {
      this.#byUser.set(userId, [...this.of(userId), outgoing])
      if (outgoing.state !== 'failed') void this.#try(userId, outgoing)
    }
  }

  close() {
    this.#closed = true
    removeEventListener('storage', this.#elsewhere)
  }

  /**
   * @param {number} userId
   * @param {string} key
   */
  #name(userId, key) {
    return `${KEPT}${this.#account}-${userId}-${key}`
  }

  /** What is left of earlier pages, as it was written. */
  #kept() {
    /** @type {{ userId: number, outgoing: Outgoing }[]} */
    const kept = []
    for (const [name, value] of Object.entries({ ...localStorage })) {
      const [, account, userId, key] = /^outbox-(\d+)-(\d+)-(\w+)$/.exec(name) ?? []
      if (Number(account) !== this.#account || !key) continue
      const { content, state, why, since } = JSON.parse(value)
      const old = Date.now() - since > KNOWN_FOR
      kept.push({ userId: Number(userId), outgoing: { key, content, state: old ? 'failed' : state, why, share: 0, since } })
    }
    return kept.sort((one, other) => one.outgoing.since - other.outgoing.since)
  }

  /**
   * @param {number} userId
   * @param {Outgoing} outgoing
   */
  #keep(userId, { key, content, state, why, since }) {
    if (this.#account === undefined || typeof content !== 'string') return
    try {
      localStorage.setItem(this.#name(userId, key), JSON.stringify({ content, state, why, since }))
    } catch {
      // There is no room: it lasts as long as the page
    }
  }

  /** Another tab has seen it in the chat, or given it up. @param {StorageEvent} event */
  #elsewhere = ({ key: name, newValue }) => {
    if (newValue !== null) return
    for (const [userId, all] of this.#byUser)
      for (const { key } of all) if (name === this.#name(userId, key)) this.remove(userId, key)
  }

  /** @param {number} userId */
  of(userId) {
    return this.#byUser.get(userId) ?? []
  }

  /**
   * @param {number} userId
   * @param {string | Blob} content
   */
  add(userId, content) {
    /** @type {Outgoing} */
    const outgoing = { key: newKey(), content, state: 'sending', why: '', share: 0, since: Date.now() }
    this.#byUser.set(userId, [...this.of(userId), outgoing])
    this.#keep(userId, outgoing)
    this.#whenChanged(userId)
    void this.#try(userId, outgoing)
  }

  /**
   * @param {number} userId
   * @param {Outgoing} outgoing that failed
   */
  again(userId, outgoing) {
    this.#change(userId, outgoing, { state: 'sending', why: '' })
    void this.#try(userId, outgoing)
  }

  /**
   * @param {number} userId
   * @param {string} key of what is in the chat now, or is given up
   */
  remove(userId, key) {
    const left = this.of(userId).filter((each) => each.key !== key)
    if (left.length === this.of(userId).length) return
    localStorage.removeItem(this.#name(userId, key))
    this.#byUser.set(userId, left)
    this.#whenChanged(userId)
  }

  /**
   * @param {number} userId
   * @param {Outgoing} outgoing
   * @param {Partial<Outgoing>} change
   */
  #change(userId, outgoing, change) {
    Object.assign(outgoing, change)
    if (change.state) this.#keep(userId, outgoing)
    this.#whenChanged(userId)
  }

  /**
   * @param {number} userId
   * @param {Outgoing} outgoing
   */
  async #try(userId, outgoing) {
    for (let tries = 1; ; tries++) {
      try {
        const message = await send(userId, outgoing.key, outgoing.content, (share) => this.#change(userId, outgoing, { share }))
        this.#whenSent(userId, message)
        return this.remove(userId, outgoing.key)
      } catch (failure) {
        if (this.#closed || !this.of(userId).includes(outgoing)) return
        const problem = failure instanceof Problem ? failure : Problem.noAnswer()
        const unknown = problem.outcome === 'unknown'
        if (tries === TRIES || !(unknown || problem.code === 'too-many-requests' || problem.code === 'overloaded'))
          return this.#change(userId, outgoing, { state: 'failed', why: problem.message })
        this.#change(userId, outgoing, { state: unknown ? 'looking' : 'sending' })
        await new Promise((resolve) => setTimeout(resolve, Math.max(problem.wait * 1_000, Math.min(500 * 2 ** tries, LONGEST_WAIT))))
        if (this.#closed || !this.of(userId).includes(outgoing)) return
      }
    }
  }
}
