import { el } from './dom.js'
import { withoutPlace } from './pictures.js'
import { say } from './texts.js'

const MOST = 3000

/**
 * Where a message is written. What is not sent yet is kept on this device.
 * @param {number} userId
 * @param {string} name
 * @param {(content: string | Blob) => void} send
 */
export function composer(userId, name, send) {
  const draft = `draft-${userId}`
  /** @type {Blob | undefined} */
  let picture
  const input = el('textarea', { id: 'text', rows: 1, maxlength: MOST, 'aria-label': say('writeTo', { name }), placeholder: say('writeTo', { name }), dir: 'auto',
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      submit()
    },
    oninput: () => {
      keep()
      fit()
    },
    onpaste: (/** @type {ClipboardEvent} */ event) => take(event, event.clipboardData?.files) })
  const file = el('input', { type: 'file', accept: 'image/*', class: 'hidden', id: 'file', tabindex: -1, 'aria-label': say('addPicture'),
    onchange: () => void show(file.files?.[0]).finally(() => (file.value = '')) })
  const preview = el('div', { class: 'preview', hidden: true })
  const error = el('p', { role: 'alert' })
  const form = el('form', { class: 'composer', onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault()
    submit()
  } },
    preview, error, file,
    el('button', { type: 'button', class: 'quiet', onclick: () => file.click(), 'aria-label': say('addPicture'), title: say('addPicture') }, '+'),
    input,
    el('button', {}, say('send')))
  input.value = localStorage.getItem(draft) ?? ''

  function keep() {
    if (input.value) localStorage.setItem(draft, input.value)
    else localStorage.removeItem(draft)
  }

  function fit() {
    input.rows = Math.min(6, Math.max(1, input.value.split('\n').length))
  }

  function submit() {
    const text = input.value.trim()
    if (picture) send(picture)
    void show(undefined)
    if (!text) return
    send(text)
    input.value = ''
    keep()
    fit()
  }

  /**
   * @param {Event} event
   * @param {FileList | undefined} files
   */
  function take(event, files) {
    const [first] = files ?? []
    if (!first) return
    event.preventDefault()
    void show(first)
  }

  /** @param {Blob | undefined} given */
  async function show(given) {
    error.textContent = ''
    for (const img of preview.querySelectorAll('img')) URL.revokeObjectURL(img.src)
    picture = undefined
    preview.hidden = true
    preview.replaceChildren()
    if (!given) return
    try {
      const clean = await withoutPlace(given)
      const address = URL.createObjectURL(clean)
      const img = el('img', { src: address, alt: say('pictureToSend') })
      await img.decode()
      picture = clean
      preview.replaceChildren(img, el('button', { type: 'button', class: 'quiet', onclick: () => {
        void show(undefined)
        input.focus()
      } }, say('removePicture')))
      preview.hidden = false
      input.focus()
    } catch {
      error.textContent = say('cannotReadPicture')
    }
  }

  /** Another tab has written. */
  const other = (/** @type {StorageEvent} */ event) => {
    if (event.key !== draft) return
    input.value = event.newValue ?? ''
    fit()
  }
  addEventListener('storage', other)
  fit()
  return { element: form, input, take, close: () => removeEventListener('storage', other) }
}
