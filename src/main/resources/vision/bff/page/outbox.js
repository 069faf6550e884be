import { Problem, send } from './api.js'

/**
 * A message on its way. Its key stays the same, so that it is stored once however often it is tried.
 * @typedef {object} Outgoing
 * @property {string} key
 * @property {string | Blob} content
 * @property {'sending' | 'looking' | 'failed'} state
 * @property {string} why
 * @property {number} share how much of a picture is on its way, 0 to 1
 */

const TRIES = 8
const LONGEST_WAIT = 15_000

/** Also where a page comes over http, and has no crypto.randomUUID. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What this page has sent and not yet seen in a chat. */
export class Outbox {
  /** @type {Map<number, Outgoing[]>} */
  #byUser = new Map()
  #whenChanged
  #whenSent

  /**
   * @param {(userId: number) => void} whenChanged
   * @param {(userId: number, message: import('./api.js').Message) => void} whenSent
   */
  constructor(whenChanged, whenSent) {
    this.#whenChanged = whenChanged
    this.#whenSent = whenSent
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
    const outgoing = { key: newKey(), content, state: 'sending', why: '', share: 0 }
    this.#byUser.set(userId, [...this.of(userId), outgoing])
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
        const problem = failure instanceof Problem ? failure : Problem.noAnswer()
        const unknown = problem.outcome === 'unknown'
        if (tries === TRIES || !(unknown || problem.code === 'too-many-requests' || problem.code === 'overloaded'))
          return this.#change(userId, outgoing, { state: 'failed', why: problem.message })
        this.#change(userId, outgoing, { state: unknown ? 'looking' : 'sending' })
        await new Promise((resolve) => setTimeout(resolve, Math.max(problem.wait * 1_000, Math.min(500 * 2 ** tries, LONGEST_WAIT))))
        if (!this.of(userId).includes(outgoing)) return
      }
    }
  }
}
