// What the peers in JavaScript make of the site's answers, as a team that looks at its profile would write it.
const MONTHS = { Jan: 0, Feb: 1, Mar: 2, Apr: 3, May: 4, Jun: 5, Jul: 6, Aug: 7, Sep: 8, Oct: 9, Nov: 10, Dec: 11 }
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#039': "'", '#39': "'", nbsp: ' ' }
const SPAN = 13 * 3_600_000 - 1000

const https = (url) => url ? url.replace(/^http:/, 'https:') : null
const decode = (html) => html.includes('&') ? html.replace(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all) : html
const text = (html) => decode(html.includes('<') ? html.replace(/<a href="([^"]*)"[^>]*>.*?<\/a>/gs, '$1').replace(/<[^>]*>/g, '') : html)

function window (label) {
  const [, day, month, year, hour] = /^(\d+) (\w+), (\d+) (\d+):/.exec(label) ?? []
  if (!day) return { label, earliest: null, latest: null }
  const from = Date.UTC(year, MONTHS[month], day, hour % 12)
  return { label, earliest: new Date(from).toISOString(), latest: new Date(from + SPAN).toISOString() }
}

export function toMessage (row) {
  const image = row.media_type === 'image'
  return {
    id: row.id, senderId: Number(row.sent_by), recipientId: Number(row.sent_to), mine: row.owner,
    text: image ? null : text(row.message), attachment: image ? { type: 'image', url: https(row.media_file) } : null,
    sentAt: window(row.time), seenAt: row.seen === '0' ? null : new Date(row.seen * 1000).toISOString(),
    deletedByOther: (row.owner ? row.deleted_fs2 : row.deleted_fs1) === 'Y'
  }
}

function toChat (row) {
  const last = row.last_message
  const image = last === 'Image'
  return {
    id: row.chat_id,
    user: { id: row.user_id, username: row.username, name: decode(row.name), avatarUrl: https(row.avatar), verified: row.verified === '1' },
    lastMessage: last ? { text: image ? null : decode(last), truncated: last.endsWith('..'), attachment: image ? 'image' : null } : null,
    unreadCount: Number(row.new_messages || 0), lastActivity: window(row.time), webUrl: https(row.chat_url)
  }
}

export function toList (rows) {
  const items = rows.map(toChat)
  return { items, unreadCount: items.reduce((sum, chat) => sum + chat.unreadCount, 0) }
}

export function toPage (rows, userId, limit) {
  const items = rows.map(toMessage)
  return {
    items, older: items.length === limit ? `/chats/${userId}/messages?before=${items[0].id}&limit=${limit}` : null, newer: null, total: null,
    firstUnreadId: items.find((each) => !each.mine && each.seenAt === null)?.id ?? null
  }
}

export function dataOf (answer) {
  if (answer.code === 200 || answer.code === 204) return answer.data
  throw Object.assign(new Error('upstream'), { statusCode: answer.code === 401 ? 401 : 502 })
}
