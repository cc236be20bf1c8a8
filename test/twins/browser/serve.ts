/** The page of a twin on loopback: regions of HTML that follow what happens, and what people press in them. */
import { readFileSync } from "node:fs"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { escapeHtml } from "./html.ts"

/** What somebody looks at: the page's query. */
export type View = Readonly<Record<string, string>>

/** What was pressed, chosen or typed: the element's own `data-act`, with the fields of its form. */
export type Deed = {
  readonly kind: string
  readonly text?: string
  /** What is chosen in a `<select>`. */
  readonly values?: readonly string[]
  readonly fields?: Readonly<Record<string, string | readonly string[]>>
} & Readonly<Record<string, unknown>>

/** Where the deed leads, and what it has to say where that cannot be seen. */
export type Outcome = { readonly view?: View; readonly note?: string }

export type BrowserPage = {
  readonly port?: number
  readonly title: string
  readonly style: string
  /** HTML that holds an empty `<div data-region="…">` for each region. */
  readonly shell: string
  readonly regions: (view: View) => Readonly<Record<string, string>>
  /** Somebody begins to look at something. */
  readonly looked?: (view: View) => void
  readonly act: (view: View, deed: Deed) => Promise<Outcome | undefined> | Outcome | undefined
}

/** How often what people look at is drawn anew; only what changed is sent. */
const drawEveryMs = 100

/** Serves the page until it is stopped. What a deed throws is told to who did it. */
export async function openBrowserPage(page: BrowserPage) {
  const server = createServer((request, response) => void answer(page, request, response))
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(page.port ?? 0, "127.0.0.1", resolve),
  )
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(page: BrowserPage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://twin")
  const view: View = Object.fromEntries(url.searchParams)
  switch (`${request.method} ${url.pathname}`) {
    case "GET /":
      return send(response, 200, "text/html", pageHtml(page))
    case "GET /client.js":
      return send(response, 200, "text/javascript", readFileSync(`${import.meta.dirname}/client.js`, "utf8"))
    case "GET /events":
      return follow(page, view, response)
    case "POST /act": {
      const outcome = await done(page, view, await bodyOf(request))
      return send(response, 200, "application/json", JSON.stringify(outcome))
    }
    default:
      return send(response, 404, "text/plain", "")
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8` }).end(body)
}

function pageHtml({ title, style, shell }: BrowserPage): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${style}</style>
${shell}<p id="note" role="status" hidden></p><script src="/client.js"></script></html>`
}

function follow({ regions, looked }: BrowserPage, view: View, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" })
  const sent = new Map<string, string>()
  const draw = () => {
    const changed = Object.entries(drawn(regions, view)).filter(([name, html]) => sent.get(name) !== html)
    if (changed.length === 0) return
    for (const [name, html] of changed) sent.set(name, html)
    response.write(`data: ${JSON.stringify(Object.fromEntries(changed))}\n\n`)
  }
  draw()
  looked?.(view)
  const drawing = setInterval(draw, drawEveryMs)
  response.once("close", () => clearInterval(drawing))
}

/** What cannot be drawn says so in the page's main region, instead of ending the twin. */
function drawn(regions: BrowserPage["regions"], view: View): Readonly<Record<string, string>> {
  try {
    return regions(view)
  } catch (error) {
    return { main: `<pre role="alert">${escapeHtml(String(error))}</pre>` }
  }
}

async function done(page: BrowserPage, view: View, body: string): Promise<Outcome> {
  try {
    return (await page.act(view, JSON.parse(body))) ?? {}
  } catch (error) {
    return { note: error instanceof Error ? error.message : String(error) }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString("utf8")
}
