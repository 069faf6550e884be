import { ask, Problem } from './api.js'
import { el } from './dom.js'
import { say } from './texts.js'

/**
 * @param {string} notice why it is shown again, or nothing
 * @param {() => void} whenSignedIn
 */
export function signIn(notice, whenSignedIn) {
  const error = el('p', { role: 'alert', id: 'sign-in-error' })
  const login = el('input', { name: 'login', autocomplete: 'username', required: true, maxlength: 255, autocapitalize: 'none', 'aria-describedby': 'sign-in-error' })
  const password = el('input', { name: 'password', type: 'password', autocomplete: 'current-password', required: true, maxlength: 255 })
  const token = el('input', { name: 'token', type: 'password', autocomplete: 'off', required: true, spellcheck: 'false', 'aria-describedby': 'token-help' })

  /**
   * @param {SubmitEvent} event
   * @param {() => Promise<unknown>} start
   */
  async function submit(event, start) {
    event.preventDefault()
    error.textContent = ''
    const form = /** @type {HTMLFormElement} */ (event.target)
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'))
    button.disabled = true
    try {
      await start()
      form.reset()
      whenSignedIn()
    } catch (failure) {
      error.textContent = reason(failure)
      button.disabled = false
    }
  }

  return el('main', { class: 'sign-in' },
    el('h1', {}, say('signIn')),
    notice !== '' && el('p', { role: 'status' }, notice),
    error,
    el('form', { onsubmit: (/** @type {SubmitEvent} */ event) =>
      submit(event, () => ask('POST', '/session', { body: { login: login.value, password: password.value } })) },
      el('label', {}, say('login'), login),
      el('label', {}, say('password'), password),
      el('button', {}, say('signIn'))),
    el('details', {},
      el('summary', {}, say('useToken')),
      el('form', { onsubmit: (/** @type {SubmitEvent} */ event) =>
        submit(event, () => ask('POST', '/session', { headers: { Authorization: `Bearer ${token.value.trim()}` } })) },
        el('p', { id: 'token-help' }, say('tokenHelp')),
        el('label', {}, say('token'), token),
        el('button', {}, say('useToken')))))
}

/** @param {unknown} failure */
function reason(failure) {
  if (!(failure instanceof Problem)) return say('failed', { why: String(failure) })
  return failure.code === 'too-many-requests' ? say('tooMany', { n: failure.wait }) : failure.message
}
