import { ask } from './api.js'
import { nameOf, picture } from './chats.js'
import { el } from './dom.js'
import { say } from './texts.js'

/** @typedef {import('./api.js').Person} Person */

/**
 * Finds somebody to write to.
 * @param {(person: Person) => void} choose
 * @param {(failure: unknown) => void} fail
 */
export function findPeople(choose, fail) {
  const name = el('input', { type: 'search', maxlength: 32, required: true, 'aria-label': say('findPeopleHelp'), placeholder: say('findPeopleHelp') })
  const status = el('p', { role: 'status' })
  const found = el('ul', { class: 'rows' })
  const dialog = el('dialog', { class: 'people', 'aria-labelledby': 'people-title' },
    el('h2', { id: 'people-title' }, say('findPeople')),
    el('form', { role: 'search', onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault()
      void look()
    } }, name, el('button', {}, say('find'))),
    status, found,
    el('p', { class: 'actions' }, el('button', { class: 'quiet', onclick: () => dialog.close() }, say('close'))))
  dialog.addEventListener('close', () => dialog.remove())

  async function look() {
    status.textContent = say('loading')
    try {
      /** @type {{ items: Person[] }} */
      const { items } = await ask('GET', `/people?${new URLSearchParams({ q: name.value })}`)
      status.textContent = items.length === 0 ? say('noPeople') : ''
      found.replaceChildren(...items.map((person) => el('li', {},
        el('button', { class: 'quiet person', onclick: () => {
          dialog.close()
          choose(person)
        } }, picture(person), el('span', { class: 'who' }, el('bdi', {}, nameOf(person))),
          el('span', { class: 'what' }, person.username ? `@${person.username}` : '')))))
    } catch (failure) {
      dialog.close()
      fail(failure)
    }
  }

  document.body.append(dialog)
  dialog.showModal()
}
