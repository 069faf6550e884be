// The BFF as a team of front-end developers would write it: what a person sees on the happy path, and no more.
import { createHash } from 'node:crypto'
import Fastify from 'fastify'
import { decode } from 'html-entities'
import { LRUCache } from 'lru-cache'
import { Pool } from 'undici'

const site = new Pool('http://127.0.0.1:9080', { connections: 128 })
// Keeps finished bytes, as the BFF does, where a team would let Fastify serialise what it keeps.
const finished = process.argv[2] === 'finished'
const lists = new LRUCache({ max: 10_000, ttl: 5_000 })
const underWay = new Map()

const nullable = (type) => ({ type: [type, 'null'] })
const time = { type: 'object', properties: { label: { type: 'string' }, earliest: nullable('string'), latest: nullable('string') } }
const message = {
  type: 'object',
  properties: {
    id: { type: 'integer' }, senderId: { type: 'integer' }, recipientId: { type: 'integer' }, mine: { type: 'boolean' },
    text: nullable('string'), attachment: { anyOf: [{ type: 'null' }, { type: 'object', properties: { type: { type: 'string' }, url: { type: 'string' } } }] },
    sentAt: time, seenAt: nullable('string'), deletedByOther: { type: 'boolean' }
  }
}
const page = {
  type: 'object',
  properties: { items: { type: 'array', items: message }, older: nullable('string'), newer: nullable('string'), total: nullable('integer'), firstUnreadId: nullable('integer') }
}
const chats = {
  type: 'object',
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'integer' },
          user: {
            type: 'object',
            properties: {
              id: { type: 'integer' }, username: { type: 'string' }, name: { type: 'string' }, avatarUrl: nullable('string'),
              verified: { type: 'boolean' }
            }
          },
          lastMessage: {
            anyOf: [{ type: 'null' }, {
              type: 'object',
              properties: { text: nullable('string'), truncated: { type: 'boolean' }, attachment: nullable('string') }
            }]
          },
          unreadCount: { type: 'integer' }, lastActivity: time, webUrl: { type: 'string' }
        }
      }
    },
    unreadCount: { type: 'integer' }
  }
}

const https = (url) => url?.replace(/^http:/, 'https:') ?? null
const text = (html) => decode(html.replace(/<a href="([^"]*)"[^>]*>.*?<\/a>/gs, '$1').replace(/<[^>]*>/g, ''))

function window (label) {
  const [, day, month, year, hour] = /^(\d+) (\w+), (\d+) (\d+):/.exec(label) ?? []
  if (!day) return { label, earliest: null, latest: null }
  const from = new Date(`${day} ${month} ${year} ${hour % 12}:00 UTC`)
  return { label, earliest: from.toISOString(), latest: new Date(from.getTime() + 13 * 3_600_000 - 1000).toISOString() }
}

function toMessage (row) {
  const image = row.media_type === 'image'
  return {
    id: row.id, senderId: Number(row.sent_by), recipientId: Number(row.sent_to), mine: row.owner,
    text: image ? null : text(row.message), attachment: image ? { type: 'image', url: https(row.media_file) } : null, sentAt: window(row.time),
    seenAt: row.seen === '0' ? null : new Date(row.seen * 1000).toISOString(),
    deletedByOther: (row.owner ? row.deleted_fs2 : row.deleted_fs1) === 'Y'
  }
}

function toChat (row) {
  const image = row.last_message === 'Image'
  return {
    id: row.chat_id,
    user: {
      id: row.user_id, username: row.username, name: decode(row.name), avatarUrl: https(row.avatar), verified: row.verified === '1'
    },
    lastMessage: row.last_message ? { text: image ? null : decode(row.last_message), truncated: row.last_message.endsWith('..'), attachment: image ? 'image' : null } : null,
    unreadCount: Number(row.new_messages || 0), lastActivity: window(row.time), webUrl: https(row.chat_url)
  }
}

async function ask (path, query, form) {
  const { statusCode, body } = await site.request({
    method: form ? 'POST' : 'GET', path: `/mobile_api/${path}${query ? '?' + query : ''}`,
    headers: form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}, body: form?.toString()
  })
  const answer = await body.json()
  if (statusCode !== 200 || (answer.code !== 200 && answer.code !== 204)) {
    throw Object.assign(new Error('upstream'), { statusCode: answer.code === 401 ? 401 : 502 })
  }
  return answer.data
}

async function listOf (token) {
  const rows = await ask('get_chats', new URLSearchParams({ session_id: token }))
  const items = rows.map(toChat)
  const body = { items, unreadCount: items.reduce((sum, chat) => sum + chat.unreadCount, 0) }
  const json = serialize(body)
  const list = { body, json, etag: `"${createHash('md5').update(json).digest('hex')}"` }
  lists.set(token, list)
  return list
}

const app = Fastify({ logger: false })
let serialize

app.addHook('onRequest', async (request, reply) => {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  if (scheme !== 'Bearer' || !token) return reply.code(401).send({ title: 'A credential is required' })
  request.token = token
})

app.get('/chats', { schema: { response: { 200: chats } } }, async (request, reply) => {
  serialize ??= reply.getSerializationFunction(200)
  const { token } = request
  let list = lists.get(token)
  if (!list) {
    const asked = underWay.get(token) ?? listOf(token).finally(() => underWay.delete(token))
    underWay.set(token, asked)
    list = await asked
  }
  reply.header('cache-control', 'no-cache, private').header('vary', 'Authorization').header('etag', list.etag)
  if (request.headers['if-none-match'] === list.etag) return reply.code(304).send()
  if (!finished) return list.body
  return reply.type('application/json').serializer((json) => json).send(list.json)
})

app.get('/chats/:userId/messages', {
  schema: {
    params: { type: 'object', properties: { userId: { type: 'integer', minimum: 1 } } },
    querystring: { type: 'object', properties: { limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 } } },
    response: { 200: page }
  }
}, async (request, reply) => {
  const { userId } = request.params
  const { limit } = request.query
  const rows = await ask('get_messages', new URLSearchParams({ session_id: request.token, user_id: userId, page_size: limit }))
  const items = rows.map(toMessage)
  reply.header('cache-control', 'no-store')
  return {
    items, older: items.length === limit ? `/chats/${userId}/messages?before=${items[0].id}&limit=${limit}` : null, newer: null, total: null, firstUnreadId: items.find((each) => !each.mine && each.seenAt === null)?.id ?? null
  }
})

app.post('/chats/:userId/messages', {
  schema: {
    params: { type: 'object', properties: { userId: { type: 'integer', minimum: 1 } } },
    body: { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1, maxLength: 3000 } } },
    response: { 201: message }
  }
}, async (request, reply) => {
  const { userId } = request.params
  const row = await ask('send_message', null, new URLSearchParams({
    session_id: request.token, user_id: userId, type: 'text', message: request.body.text
  }))
  lists.delete(request.token)
  reply.code(201).header('location', `/chats/${userId}/messages/${row.id}`).header('cache-control', 'no-store')
  return toMessage(row)
})

await app.listen({ host: '127.0.0.1', port: finished ? 9088 : 9083 })
