import { ask } from './api.js'
import { el } from './dom.js'
import { say } from './texts.js'
import { briefly } from './times.js'

/**
 * Looks through one chat.
 * @param {number} userId
 * @param {string} otherName
 * @param {(id: number) => void} jump
 * @param {(failure: unknown) => void} fail
 */
export function searchPanel(userId, otherName, jump, fail) {
  const term = el('input', { type: 'search', maxlength: 100, required: true, 'aria-label': say('searchIn'), placeholder: say('searchIn') })
  const status = el('p', { role: 'status' })
  const hits = el('ul', { class: 'rows' })
  const on = el('button', { class: 'quiet', hidden: true, onclick: () => void look(next, true) }, say('searchOn'))
  const element = el('div', { class: 'search', hidden: true },
    el('form', { role: 'search', onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault()
      void look(`/chats/${userId}/messages/search?${new URLSearchParams({ q: term.value })}`, false)
    } }, term, el('button', {}, say('find')), el('button', { type: 'button', class: 'quiet', onclick: () => toggle() }, say('close'))),
    status, hits, on)
  let next = ''

  function toggle() {
    element.hidden = !element.hidden
    if (!element.hidden) term.focus()
  }

  /**
   * @param {string} path
   * @param {boolean} further
   */
  async function look(path, further) {
    status.textContent = say('loading')
    try {
      /** @type {import('./api.js').MessagePage} */
      const page = await ask('GET', path)
      if (!further) hits.replaceChildren()
      hits.append(...page.items.map((message) => el('li', {},
        el('button', { class: 'quiet hit', onclick: () => jump(message.id) },
          el('span', { class: 'who' }, message.mine ? say('me') : el('bdi', {}, otherName)),
          el('span', { class: 'when' }, briefly(message.sentAt)),
          el('span', { class: 'what', dir: 'auto' }, message.text ?? '')))))
      const found = say('hits', { n: page.total ?? hits.children.length })
      status.textContent = page.older !== null && page.total === null ? `${found} ${say('searchedPart')}` : found
      next = page.older ?? ''
      on.hidden = next === ''
    } catch (failure) {
      status.textContent = ''
      fail(failure)
    }
  }

  return { element, toggle }
}
