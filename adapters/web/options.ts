/** The options of the page, and its default channels. */
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Installation } from "../../src/vocabulary/operator.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { words } from "../../src/words/words.ts"
import type { AccessOptions } from "./access.ts"
import type { PictureOptions } from "./pictures.ts"

export type Channel = {
  /** As in addresses and in the store: lower case, digits and hyphens. */
  readonly id: string
  readonly topic: string
  /** Shows the button that posts the next edition now. */
  readonly delivers?: boolean
  /** Lines offered while the channel is empty, without the prefix. */
  readonly tries: readonly string[]
}

/** What the page reads beside its own chat. */
export type ReadServices = Pick<
  Services,
  | "adapters"
  | "chat"
  | "digests"
  | "editions"
  | "feeds"
  | "following"
  | "follows"
  | "library"
  | "lists"
  | "mailDigests"
  | "papers"
  | "persons"
  | "recommendations"
  | "saved"
  | "stats"
  | "subscriptions"
  | "threads"
  | "votes"
  | "clock"
  | "log"
>

export type WebOptions = ReadServices & {
  /** The address to listen on; with `127.0.0.1` only this machine reaches the page. */
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  /** How people reach the page when it stands behind a proxy: `https://papers.example.org`. */
  readonly publicOrigin?: string
  readonly channels?: readonly Channel[]
  /** Where pictures of papers come from. Absent: from their own sites. */
  readonly pictures?: PictureOptions
  /** Who may come in from elsewhere. Absent: nobody. */
  readonly access?: AccessOptions
  /** The network is not to be asked. */
  readonly isOffline?: boolean
  /** IANA zone of times that the server writes. */
  readonly timeZone?: string
  /** What the operator's page tells of the program. Absent: there is no such page. */
  readonly installation?: Installation | undefined
  /** Other handlers on the same port, each for the paths below its own. They do their own checks. */
  readonly guests?: readonly Guest[]
}

export type Guest = {
  /** Begins and ends with a slash. */
  readonly path: string
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
}

/** The most characters (UTF-16 units) of a message. */
export const longestText = 4000

/** A page is as long as its form. */
export const formFields = 50

/** The one community of the page. */
export const webCommunity = "web:local"

/** The author of messages that nobody asked for. */
export const botMember = "web:paperboy"

export const defaultChannels: readonly Channel[] = [
  { id: "daily-papers", delivers: true, ...words.web.channels.daily },
  { id: "general", ...words.web.channels.general },
  { id: "random", ...words.web.channels.random },
]
