/** The live line. It calls again when it breaks, goes on where it was, and says so meanwhile. */
import { append, change, listOf, remove } from "./messages.ts"
import { channel, element } from "./page.ts"
import { readAgain } from "./reading.ts"
import { markUnread } from "./unread.ts"
import { setVotes, type Votes } from "./votes.ts"

type Arrived = {
  readonly id: string
  readonly channel: string
  readonly thread?: string
  readonly mine: boolean
  readonly html: string
  readonly words: string
}

/** Three beats of the server without a sound: the line is dead, whatever the browser thinks. */
const silenceMs = 45_000
const callAgainMs = 2000
/** A line that is back sooner was not worth a word. */
const bannerAfterMs = 700

let source: EventSource | undefined
let cursor = ""
let silence: ReturnType<typeof setTimeout> | undefined
let notice: ReturnType<typeof setTimeout> | undefined

/** Opens the line where the page was rendered. */
export function startStream(): void {
  cursor = document.body.dataset.cursor ?? ""
  call()
  addEventListener("online", call)
  document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : call()))
  // A page that comes back from the browser's own cache slept through everything.
  addEventListener("pageshow", (event) => {
    if (event.persisted) void catchUp()
  })
}

/** Goes on where a page that was read in the meantime left off: what came since comes, if need be twice. */
export function goOnFrom(page: Document): void {
  cursor = page.body.dataset.cursor ?? ""
  call()
}

async function catchUp(): Promise<void> {
  const page = await readAgain()
  if (page) goOnFrom(page)
}

/** A browser gives six connections to all windows of a site together: one that nobody sees leaves its own to others. */
function hangUp(): void {
  source?.close()
  clearTimeout(silence)
  clearTimeout(notice)
}

function call(): void {
  source?.close()
  source = new EventSource(`/events?after=${encodeURIComponent(cursor)}`)
  on("alive", () => undefined)
  on("message", (data: Arrived) => arrive(data))
  on("changed", (data: Arrived) => void change(data.html))
  on("votes", (data: Votes) => setVotes(data))
  on("gone", (data: { id: string }) => remove(data.id))
  on("missed", () => void catchUp())
  source.onerror = () => lost(source?.readyState === EventSource.CLOSED)
}

function on<T>(name: string, act: (data: T) => void): void {
  source?.addEventListener(name, (event: MessageEvent<string>) => {
    // What was missed is still missing until the page has been read again.
    if (event.lastEventId !== "" && name !== "missed") cursor = event.lastEventId
    found()
    act(JSON.parse(event.data))
  })
}

function arrive(message: Arrived): void {
  // What was read with the page comes once more when it happened in that moment.
  if (change(message.html)) return
  if (message.channel !== channel()) markUnread(message.channel)
  const list = listOf(message.channel, message.thread)
  if (!list) return
  append(message.html, list, message.mine)
  element("announcer").textContent = message.words
}

/** The browser calls again by itself, unless it has been told no. */
function lost(closed: boolean): void {
  clearTimeout(silence)
  notice ??= setTimeout(
    () => banner("Connection lost. Calling again… What you write is kept."),
    bannerAfterMs,
  )
  if (closed) setTimeout(call, callAgainMs)
}

function found(): void {
  clearTimeout(notice)
  notice = undefined
  banner("")
  clearTimeout(silence)
  silence = setTimeout(() => {
    lost(false)
    call()
  }, silenceMs)
}

function banner(words: string): void {
  const line = element("banner")
  line.textContent = words
  line.hidden = words === ""
}
