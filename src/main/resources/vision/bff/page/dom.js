/**
 * An element with what is on it and in it. Texts become text, never HTML.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [has] attributes; `on…` is a listener, `false`, `null` and `undefined` are left out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, has = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(has)) {
    if (value === false || value === null || value === undefined) continue
    if (typeof value === 'function') element.addEventListener(name.slice(2), /** @type {EventListener} */ (value))
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((each) => each !== null && each !== undefined && each !== false))
  return element
}

/**
 * Asks in a dialog, which keeps the focus and gives it back.
 * @param {string} question
 * @param {string} yes
 * @param {string} no
 * @returns {Promise<boolean>}
 */
export function confirmed(question, yes, no) {
  return new Promise((resolve) => {
    const dialog = el('dialog', { 'aria-labelledby': 'question' },
      el('form', { method: 'dialog' },
        el('p', { id: 'question' }, question),
        el('p', { class: 'actions' },
          el('button', { value: 'no', class: 'quiet' }, no),
          el('button', { value: 'yes' }, yes))))
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
