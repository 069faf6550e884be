import { placeOf } from './api.js'
import { el } from './dom.js'
import { say } from './texts.js'
import { exactly, timeOfDay } from './times.js'

/** @typedef {import('./api.js').Message} Message */

const ADDRESS = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/g

/**
 * @param {Message} message
 * @param {string} otherName
 * @param {(message: Message) => void} remove
 */
export function bubble(message, otherName, remove) {
  const who = message.mine ? say('me') : otherName
  return el('li', { class: message.mine ? 'message mine' : 'message', id: `message-${message.id}`, tabindex: -1, 'data-id': message.id },
    el('span', { class: 'hidden' }, `${who}: `),
    content(message),
    el('span', { class: 'state' }, timeOfDay(message.sentAt), message.mine && tick(message),
      message.deletedByOther && el('span', { class: 'gone' }, say('deletedByOther'))),
    el('button', { class: 'quiet remove', tabindex: -1, onclick: () => remove(message) }, say('delete')))
}

/** @param {Message} message */
function tick({ seenAt }) {
  const text = seenAt ? say('seen', { time: exactly(seenAt) }) : say('sent')
  return el('span', { class: seenAt ? 'tick seen' : 'tick', title: text },
    el('span', { 'aria-hidden': 'true' }, seenAt ? ' ✓✓' : ' ✓'), el('span', { class: 'hidden' }, ` ${text}`))
}

/** @param {Message} message */
function content({ text, attachment }) {
  if (!attachment) return el('p', { dir: 'auto' }, ...withLinks(text ?? ''))
  const { type } = attachment
  const url = placeOf(attachment.url)
  const link = el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' })
  switch (type) {
    case 'image':
      link.append(el('img', { src: url, alt: say('image'), loading: 'lazy', decoding: 'async',
        onerror: () => link.replaceChildren(say('cannotShow')) }))
      return el('p', { class: 'picture' }, link)
    case 'audio':
      return el('p', {}, el('audio', { src: url, controls: true, preload: 'none', 'aria-label': say('audio') }))
    case 'video':
      return el('p', { class: 'picture' }, el('video', { src: url, controls: true, preload: 'none', 'aria-label': say('video') }))
    case 'file':
      link.append(say('openFile'))
      return el('p', {}, link)
  }
}

/**
 * @param {string} text
 * @returns {(string | Node)[]}
 */
function withLinks(text) {
  const parts = []
  let from = 0
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    parts.push(text.slice(from, index), el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, address))
    from = index + address.length
  }
  return [...parts, text.slice(from)]
}

/**
 * One that is on its way.
 * @param {import('./outbox.js').Outgoing} outgoing
 * @param {() => void} again
 * @param {() => void} discard
 */
export function outgoingBubble({ content, state, why, share }, again, discard) {
  const said = typeof content === 'string' ? el('p', { dir: 'auto' }, content) : el('p', {}, say('image'))
  const percent = Math.round(share * 100)
  return el('li', { class: `message mine outgoing ${state}` },
    el('span', { class: 'hidden' }, `${say('me')}: `),
    said,
    el('span', { class: 'state' }, state === 'failed' ? say('notSent', { why })
      : state === 'looking' ? say('looking')
      : typeof content !== 'string' && percent < 100 ? say('progress', { percent }) : say('sending')),
    state === 'failed' && el('span', { class: 'actions' },
      el('button', { class: 'quiet', onclick: again }, say('again')),
      el('button', { class: 'quiet', onclick: discard }, say('discard'))))
}
