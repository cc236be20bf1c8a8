/** The event stream: it reconnects when it breaks, continues where it was, and shows a banner meanwhile. */
import { webClient as words } from "../../../../src/words/en/web-client.ts"
import { append, change, listOf, remove, type Sent, setVotes, type Votes } from "./messages.ts"
import { channel, element } from "./page.ts"
import { type Listed, offerFresh, type Replies, type Saved, setReplies, setSaved } from "./reading.ts"
import { readAgain } from "./server.ts"

type Arrived = Sent & {
  readonly id: string
  readonly channel: string
  readonly thread?: string
  readonly mine: boolean
  readonly announcement: string
}

/** Three missed beats of the server: the connection is dead, whatever the browser thinks. */
const silenceMs = 45_000
const reconnectMs = 2000
/** After a refusal, such as too many windows. */
const refusedMs = 30_000
/** A shorter break shows no banner. */
const bannerAfterMs = 700

let source: EventSource | undefined
let cursor = ""
let silence: ReturnType<typeof setTimeout> | undefined
let notice: ReturnType<typeof setTimeout> | undefined

/** Opens the stream where the page was rendered. */
export function startStream(): void {
  cursor = document.body.dataset.cursor ?? ""
  connect()
  addEventListener("online", connect)
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()))
  // A page that comes back from the browser's cache has missed everything.
  addEventListener("pageshow", (event) => {
    if (event.persisted) void catchUp()
  })
}

/** Continues from a page that was just read; an event in between may come twice. */
export function resumeFrom(page: Document): void {
  cursor = page.body.dataset.cursor ?? ""
  connect()
}

async function catchUp(): Promise<void> {
  const page = await readAgain()
  if (page) resumeFrom(page)
}

/** All windows of a site share six connections, so a hidden window gives up its own. */
function disconnect(): void {
  source?.close()
  clearTimeout(silence)
  clearTimeout(notice)
}

function connect(): void {
  source?.close()
  source = new EventSource(streamAddress())
  on("alive", () => undefined)
  on("message", (data: Arrived) => arrive(data))
  on("changed", (data: Arrived) => void change(data))
  on("votes", (data: Votes) => setVotes(data))
  on("replies", (data: Replies) => setReplies(data))
  on("saved", (data: Saved) => setSaved(data))
  on("listed", (data: Listed) => offerFresh(data))
  on("gone", (data: { id: string }) => remove(data.id))
  on("missed", () => void catchUp())
  source.onerror = () => lost(source?.readyState === EventSource.CLOSED)
}

function on<T>(name: string, act: (data: T) => void): void {
  source?.addEventListener(name, (event: MessageEvent<string>) => {
    // What was missed stays missing until the page has been read again.
    if (event.lastEventId !== "" && name !== "missed") cursor = event.lastEventId
    connected()
    act(JSON.parse(event.data))
  })
}

function arrive(message: Arrived): void {
  // It may already be on the page that was read at that moment.
  if (change(message)) return
  if (message.channel !== channel()) markUnread(message.channel)
  const list = listOf(message.channel, message.thread)
  if (!list) return
  append(message, list, message.mine)
  element("announcer").textContent = message.announcement
}

/** The browser reconnects by itself unless the server refused. */
function lost(refused: boolean): void {
  clearTimeout(silence)
  notice ??= setTimeout(() => banner(words.reconnecting), bannerAfterMs)
  if (refused) void explain()
}

/** The browser does not say why a stream was refused, so it is asked for once more, to read the answer. */
async function explain(): Promise<void> {
  const asking = new AbortController()
  const response = await fetch(streamAddress(), { signal: asking.signal }).catch(() => undefined)
  if (response === undefined || response.ok) {
    asking.abort()
    setTimeout(connect, reconnectMs)
    return
  }
  const why = (await response.text()).trim()
  clearTimeout(notice)
  banner(words.refused(why || words.failed(response.status), refusedMs / 1000))
  setTimeout(connect, refusedMs)
}

function streamAddress(): string {
  return `/events?after=${encodeURIComponent(cursor)}`
}

function connected(): void {
  clearTimeout(notice)
  notice = undefined
  banner("")
  clearTimeout(silence)
  silence = setTimeout(() => {
    lost(false)
    connect()
  }, silenceMs)
}

function banner(text: string): void {
  const line = element("banner")
  line.textContent = text
  line.hidden = text === ""
}

// Channels with something new, kept over page loads.
const unreadPrefix = "unread:"

function markUnread(name: string): void {
  localStorage.setItem(unreadPrefix + name, "1")
  showUnread()
}

/** Marks the channels with something new; the one on show is read. */
export function showUnread(): void {
  localStorage.removeItem(unreadPrefix + channel())
  for (const link of document.querySelectorAll<HTMLElement>("[data-channel-link]")) {
    const unread = localStorage.getItem(unreadPrefix + link.dataset.channelLink) !== null
    link.classList.toggle("unread", unread)
    const note = link.querySelector(".new-words")
    if (note) note.textContent = unread ? words.newMessages : ""
  }
}
