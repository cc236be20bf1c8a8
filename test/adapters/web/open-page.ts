/** The page on a port of its own over a real store and the scripted bot, and a visitor who keeps a cookie. */
import { onTestFinished } from "vitest"
import type { WebOptions } from "../../../adapters/web/options.ts"
import { createWeb, type WebAdapter } from "../../../adapters/web/web.ts"
import type { Paper, PaperList } from "../../../src/papers/index.ts"
import type { ChatStore } from "../../../src/vocabulary/community-stores.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { createFakeClock, type FakeClock } from "../../clock.ts"
import { openStores } from "../../open-stores.ts"
import { readServices } from "./read-services.ts"
import { createScriptedBot, type ScriptedBot } from "./scripted-bot.ts"

export type OpenPage = {
  readonly web: WebAdapter
  readonly bot: ScriptedBot
  readonly chat: ChatStore
  readonly stores: Stores
  readonly clock: FakeClock
  readonly address: string
}

/** What the page's library holds. */
export type Known = { readonly papers?: readonly Paper[]; readonly lists?: readonly PaperList[] }

/** Opens the page; it closes when the test ends. */
export async function openPage(wishes: Partial<WebOptions> = {}, known: Known = {}): Promise<OpenPage> {
  const stores = await openStores()
  await stores.papers.save(known.papers ?? [], "2025-10-27T12:00:00Z")
  for (const list of known.lists ?? []) await stores.lists.put(list)
  const chat = wishes.chat ?? stores.chat
  const clock = createFakeClock("2025-10-27T15:00:00Z")
  const read = await readServices(stores, clock)
  const web = createWeb({ ...read, host: "127.0.0.1", port: 0, ...wishes })
  const bot = createScriptedBot(() => web)
  await web.start(bot)
  onTestFinished(() => web.stop())
  return { web, bot, chat, stores, clock, address: web.address() }
}

export type Visitor = {
  readonly cookie: string
  get(path: string, headers?: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Response>
  send(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
  /** Sends these fields and no others. */
  post: Visitor["send"]
  /** The page of a channel or thread as HTML. */
  page(path: string): Promise<string>
  /** The live line, from a cursor: each call of `next` gives an event that is no sign of life. */
  listen(
    cursor: string,
  ): Promise<{ next(): Promise<{ readonly event: string; readonly id: string; readonly data: string }> }>
}

/** Somebody with a browser of their own. */
export async function visit(address: string): Promise<Visitor> {
  const welcome = await fetch(`${address}/channels/general`)
  const cookie = welcome.headers.get("set-cookie")?.split(";")[0] ?? ""
  const get: Visitor["get"] = (path, headers = {}, signal) =>
    fetch(`${address}${path}`, { headers: { cookie, ...headers }, ...(signal ? { signal } : {}) })
  const post: Visitor["send"] = (path, fields, headers = {}) =>
    fetch(`${address}${path}`, {
      method: "POST",
      headers: { cookie, origin: address, ...headers },
      body: new URLSearchParams(fields),
    })
  return {
    cookie,
    get,
    post,
    send: (path, fields, headers) => post(path, { channel: "general", key: "k", ...fields }, headers),
    page: async (path) => (await get(path)).text(),
    async listen(cursor) {
      const closed = new AbortController()
      onTestFinished(() => closed.abort())
      const response = await fetch(`${address}/events`, {
        headers: { cookie, "last-event-id": cursor },
        signal: closed.signal,
      })
      return { next: eventReader(response) }
    },
  }
}

/** Where a page that was read has left off. */
export function cursorOf(page: string): string {
  return /data-cursor="([^"]*)"/.exec(page)?.[1] ?? ""
}

function eventReader(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ""
  return async () => {
    while (true) {
      const end = text.indexOf("\n\n")
      if (end < 0) {
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
        if (done) throw new Error("the stream has ended")
        text += value ?? ""
        continue
      }
      const lines = new Map(
        text
          .slice(0, end)
          .split("\n")
          .map((line) => [line.split(": ", 1)[0], line.slice(line.indexOf(": ") + 2)]),
      )
      text = text.slice(end + 2)
      if (lines.get("event") !== "alive")
        return { event: lines.get("event") ?? "", id: lines.get("id") ?? "", data: lines.get("data") ?? "" }
    }
  }
}
