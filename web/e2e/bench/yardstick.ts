/** What the pages are measured against, in the same run and browser: a bare page of the same bytes, a bare scroller. */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

export type Yardstick = {
  /** A page that fetches one script of so many bytes, then one answer of so many, and then says so. */
  bare: (script: number, answer: number) => string
  /** A tall scroller with so many cells of text, which does nothing while it scrolls. */
  scroller: (cells: number) => string
  stop: () => Promise<void>
}

// the words are at the end: the page is painted when all its bytes have come, as a real one
const BARE = `<!doctype html><meta charset="utf-8"><title>yardstick</title><div id="root"></div><script src="/script?bytes=SCRIPT"></script>
<script>fetch('/answer?bytes=ANSWER').then((r) => r.arrayBuffer()).then(() => { document.getElementById('root').innerHTML = '<p data-ready>ready</p>' })</script>`

function scrollerPage(cells: number): string {
  const rows = Math.max(1, Math.ceil(cells / 14))
  const row = `<div class="row">${'<span>金昌市</span>'.repeat(13)}</div>`
  return `<!doctype html><meta charset="utf-8"><title>yardstick</title><style>
    body { margin: 0 } #box { height: 620px; overflow: auto } #tall { height: 3200000px }
    .row { display: flex; height: 32px } span { width: 100px } </style>
    <div id="box" data-ready><div id="tall">${row.repeat(rows)}</div></div>`
}

export async function yardstick(): Promise<Yardstick> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const number = (name: string) => Number(url.searchParams.get(name) ?? '0')
    const send = (type: string, body: string | Buffer) => {
      response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store', 'Content-Length': Buffer.byteLength(body) })
      response.end(body)
    }
    if (url.pathname === '/script') {
      // a comment: the yardstick is what the bytes cost, not what is done with them
      send('text/javascript', `/*${randomBytes(Math.max(1, number('bytes') >> 1)).toString('hex')}*/`)
    } else if (url.pathname === '/answer') {
      send('application/octet-stream', randomBytes(Math.max(1, number('bytes'))))
    } else if (url.pathname === '/bare') {
      send('text/html', BARE.replace('SCRIPT', String(number('script'))).replace('ANSWER', String(number('answer'))))
    } else {
      send('text/html', scrollerPage(number('cells')))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address !== 'object') throw new Error('the yardstick has no port')
  const origin = `http://127.0.0.1:${address.port}`
  return {
    bare: (script, answer) => `${origin}/bare?script=${script}&answer=${answer}`,
    scroller: (cells) => `${origin}/scroller?cells=${cells}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
