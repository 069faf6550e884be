/**
 * @typedef {import('../../../../../../api/clients/live/src/schema.js').components['schemas']} Schemas
 * @typedef {Schemas['Person']} Person
 * @typedef {Schemas['Chat']} Chat
 * @typedef {Schemas['Message']} Message
 * @typedef {Schemas['MessagePage']} MessagePage
 * @typedef {Schemas['ApproximateTime']} ApproximateTime
 */

/** What every answer is that is no success (RFC 9457). No answer at all is one too. */
export class Problem extends Error {
  /**
   * @param {string} code
   * @param {string} detail
   * @param {'not-sent' | 'unknown'} outcome whether a write may have been done
   * @param {boolean} retryable
   * @param {number} wait seconds until a try makes sense
   */
  constructor(code, detail, outcome, retryable, wait = 0) {
    super(detail)
    this.code = code
    this.outcome = outcome
    this.retryable = retryable
    this.wait = wait
  }

  /**
   * @param {string} body
   * @param {string | null} retryAfter
   */
  static of(body, retryAfter) {
    try {
      const { code, detail, outcome, retryable } = JSON.parse(body)
      return new Problem(code, detail, outcome ?? 'not-sent', retryable, Number(retryAfter ?? 0))
    } catch {
      return new Problem('unreadable', 'The answer cannot be read.', 'unknown', true)
    }
  }

  static noAnswer() {
    return new Problem('no-answer', 'There was no answer.', 'unknown', true)
  }
}

/** Paths of the API are beside this page, wherever that is. */
const BASE = document.baseURI.replace(/[^/]*(?:[?#].*)?$/, '').replace(/\/$/, '')

export const baseUrl = BASE

const PREFIX = new URL(BASE).pathname.replace(/\/$/, '')

/** Links in answers begin with the prefix where we are told one. */
const own = (/** @type {string} */ path) => (PREFIX && path.startsWith(`${PREFIX}/`) ? path.slice(PREFIX.length) : path)

/**
 * Where a picture, a sound or a film is, which can be beside this page too.
 * @param {string} address
 */
export function placeOf(address) {
  return address.startsWith('/') ? BASE + address : address
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{ body?: unknown, headers?: Record<string, string>, signal?: AbortSignal }} [options]
 * @returns {Promise<any>} what was answered, `null` for nothing
 */
export async function ask(method, path, { body, headers = {}, signal } = {}) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' }
  let answer, text
  try {
    answer = await fetch(BASE + own(path), {
      method,
      headers: { 'Vision-CSRF': '1', ...json, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null
    })
    text = await answer.text()
  } catch (failure) {
    if (signal?.aborted) throw failure
    throw Problem.noAnswer()
  }
  if (!answer.ok) throw Problem.of(text, answer.headers.get('Retry-After'))
  return text ? JSON.parse(text) : null
}

/**
 * Sends a message once, however often it is called with the same key.
 * @param {number} userId
 * @param {string} key
 * @param {string | Blob} content
 * @param {(share: number) => void} onProgress how much of a picture is on its way, 0 to 1
 * @returns {Promise<Message>}
 */
export function send(userId, key, content, onProgress) {
  const path = `/chats/${userId}/messages`
  if (typeof content === 'string') return ask('POST', path, { body: { text: content }, headers: { 'Idempotency-Key': key } })
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', BASE + path)
    request.setRequestHeader('Vision-CSRF', '1')
    request.setRequestHeader('Idempotency-Key', key)
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total)
    request.onerror = request.onabort = () => reject(Problem.noAnswer())
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText))
      else reject(Problem.of(request.responseText, request.getResponseHeader('Retry-After')))
    }
    const form = new FormData()
    form.append('image', content, 'picture')
    request.send(form)
  })
}
