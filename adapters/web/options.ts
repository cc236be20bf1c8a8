/** What the page is given to live on, and the channels it opens with. */
import type { IncomingMessage, ServerResponse } from "node:http"
import type { ChatStore } from "../../src/vocabulary/community-stores.ts"
import type { Clock, Log } from "../../src/vocabulary/system.ts"

export type Channel = {
  /** In addresses and in the store: lower case, digits and hyphens. */
  readonly id: string
  readonly topic: string
  /** Shows the button that posts the next edition at once. */
  readonly delivers?: boolean
  /** Lines offered while the channel is empty, without the prefix. */
  readonly tries: readonly string[]
}

export type WebOptions = {
  readonly chat: ChatStore
  /** An address to listen on; `127.0.0.1` keeps the page on this machine. */
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly clock: Clock
  readonly log: Log
  /** How people reach the page when it stands behind a proxy: `https://papers.example.org`. */
  readonly publicOrigin?: string
  readonly channels?: readonly Channel[]
  /** Others who share the port, each with the paths below its own. They guard themselves. */
  readonly guests?: readonly Guest[]
}

export type Guest = {
  /** Begins and ends with a slash. */
  readonly path: string
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
}

/** The one community of the page; everything is scoped by it, as on any platform. */
export const webCommunity = "web:local"

/** Whose messages those are that nobody asked for. */
export const botMember = "web:paperboy"

export const defaultChannels: readonly Channel[] = [
  {
    id: "daily-papers",
    topic: "Each day's Hugging Face papers, delivered here",
    delivers: true,
    tries: ["today", "top period:week", "trending"],
  },
  {
    id: "general",
    topic: "Talk about papers, and ask Paperboy",
    tries: ["search diffusion transformers", "random", "help"],
  },
  { id: "random", topic: "Everything else", tries: ["random", "search cats", "help"] },
]
