// The same BFF with Hono on Bun.
import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { dataOf, toList, toMessage, toPage } from '../fastify/translate.js'

const SITE = 'http://127.0.0.1:9080/mobile_api/'
const KEPT_FOR = 5_000
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const lists = new Map()
const underWay = new Map()

async function ask (path, form) {
  const answer = await fetch(SITE + path, form ? { method: 'POST', body: new URLSearchParams(form) } : undefined)
  if (!answer.ok) throw new HTTPException(502)
  return dataOf(await answer.json())
}

async function listOf (token) {
  const json = JSON.stringify(toList(await ask('get_chats?session_id=' + encodeURIComponent(token))))
  const list = { json, etag: `"${createHash('md5').update(json).digest('hex')}"`, until: Date.now() + KEPT_FOR }
  if (lists.size >= 10_000) lists.delete(lists.keys().next().value)
  lists.set(token, list)
  return list
}

function tokenOf (c) {
  const header = c.req.header('authorization')
  if (!header?.startsWith('Bearer ')) throw new HTTPException(401)
  return header.slice(7)
}

function positive (text, most) {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most) throw new HTTPException(400)
  return number
}

const app = new Hono()

app.get('/chats', async (c) => {
  const token = tokenOf(c)
  let list = lists.get(token)
  if (!list || list.until < Date.now()) {
    const asked = underWay.get(token) ?? listOf(token).finally(() => underWay.delete(token))
    underWay.set(token, asked)
    list = await asked
  }
  const headers = { 'cache-control': 'no-cache, private', vary: 'Authorization', etag: list.etag }
  if (c.req.header('if-none-match') === list.etag) return c.body(null, 304, headers)
  return c.body(list.json, 200, { ...headers, ...JSON_TYPE })
})

app.get('/chats/:userId/messages', async (c) => {
  const token = tokenOf(c)
  const userId = positive(c.req.param('userId'), Number.MAX_SAFE_INTEGER)
  const limit = positive(c.req.query('limit') ?? 20, 100)
  const rows = await ask(`get_messages?session_id=${encodeURIComponent(token)}&user_id=${userId}&page_size=${limit}`)
  return c.body(JSON.stringify(toPage(rows, userId, limit)), 200, { 'cache-control': 'no-store', ...JSON_TYPE })
})

app.post('/chats/:userId/messages', async (c) => {
  const token = tokenOf(c)
  const userId = positive(c.req.param('userId'), Number.MAX_SAFE_INTEGER)
  const { text } = await c.req.json()
  if (typeof text !== 'string' || text.length < 1 || text.length > 3000) throw new HTTPException(400)
  const row = await ask('send_message', { session_id: token, user_id: String(userId), type: 'text', message: text })
  lists.delete(token)
  return c.body(JSON.stringify(toMessage(row)), 201, {
    location: `/chats/${userId}/messages/${row.id}`, 'cache-control': 'no-store', ...JSON_TYPE
  })
})

export default { hostname: '127.0.0.1', port: 9086, fetch: app.fetch }
