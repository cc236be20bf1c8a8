/** Requests to the server: sending forms, reading pages and older messages. Failures are shown in a toast. */
import { webClient as words } from "../../../../src/words/en/web-client.ts"
import { arrange, listOf, setVotes, startLists } from "./messages.ts"
import { restoreDrafts, toast } from "./page.ts"
import { setReplies, setSaved, setToRead } from "./reading.ts"

/** What to do next: a thread or page to open; whether something is on now. */
export type Outcome = { readonly open?: string; readonly on?: boolean }

/** A page that is being left gets no answer any more; what it has sent still arrives. */
let isLeaving = false
addEventListener("pagehide", () => {
  isLeaving = true
})
addEventListener("pageshow", () => {
  isLeaving = false
})

/** Sends the fields that have a value. Gives undefined when the server did not accept them. */
export async function send(
  path: string,
  fields: Readonly<Record<string, string | undefined>>,
): Promise<Outcome | undefined> {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value)
  try {
    // `keepalive`, so that a reload does not cancel the request.
    const response = await fetch(path, { method: "POST", body, keepalive: true })
    if (response.ok) return await response.json()
    toast((await response.text()).trim() || words.failed(response.status))
  } catch {
    if (isLeaving) return {}
    toast(words.notSent)
  }
  return undefined
}

/** The page at an address, or undefined. */
export async function read(href: string): Promise<Document | undefined> {
  try {
    const response = await fetch(href)
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    if (page.querySelector("main")) return page
    toast(page.querySelector("p")?.textContent ?? words.unreadable)
  } catch {
    toast(words.unreachable)
  }
  return undefined
}

/** Reads the lists on show again and gives the page they come from. Composers are left alone. */
export async function readAgain(): Promise<Document | undefined> {
  const page = await read(location.href)
  if (page === undefined) return undefined
  for (const current of document.querySelectorAll<HTMLElement>(".scroll")) {
    const { listChannel = "", listThread } = current.dataset
    const fresh = listOf(listChannel, listThread, page)
    if (fresh) swap(current, fresh)
  }
  readCounts(page)
  return page
}

/** Takes votes, replies and what is saved from a page that was read; what one reads stays where it is. */
function readCounts(page: Document): void {
  for (const vote of page.querySelectorAll<HTMLElement>("[data-vote]")) {
    const { vote: paper = "" } = vote.dataset
    const votes = Number(vote.querySelector(".count")?.textContent ?? 0)
    setVotes({ paper, votes, mine: vote.getAttribute("aria-pressed") === "true" })
  }
  for (const button of page.querySelectorAll<HTMLElement>("[data-save]"))
    setSaved({
      paper: button.dataset.save ?? "",
      saved: button.getAttribute("aria-pressed") === "true",
    })
  setToRead(page.querySelector("[data-to-read]")?.textContent ?? "")
  for (const count of page.querySelectorAll<HTMLElement>("[data-replies]"))
    setReplies({ paper: count.dataset.replies ?? "", replies: Number(count.textContent) })
}

/** Replaces a part of the page with one that was read. */
export function swap(current: Element, read: HTMLElement): void {
  const fresh = document.adoptNode(read)
  current.replaceWith(fresh)
  startLists(fresh)
  restoreDrafts(fresh)
}

/** Makes "Older messages" buttons work. */
export function startOlder(): void {
  document.addEventListener("click", (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLButtonElement>("[data-older]") : null
    const scroll = button?.closest<HTMLElement>(".scroll")
    if (button && scroll) void readOlder(button, scroll)
  })
}

type Slice = { readonly html: string; readonly oldest?: string; readonly more: boolean }

async function readOlder(button: HTMLButtonElement, scroll: HTMLElement): Promise<void> {
  if (button.disabled) return
  button.disabled = true
  try {
    showOlder(await fetchOlder(button, scroll), button, scroll)
  } catch {
    toast(words.olderFailed)
  }
  button.disabled = false
}

async function fetchOlder(button: HTMLButtonElement, scroll: HTMLElement): Promise<Slice> {
  const { listChannel = "", listThread = "" } = scroll.dataset
  const query = { channel: listChannel, thread: listThread, before: button.dataset.older ?? "" }
  const response = await fetch(`/older?${new URLSearchParams(query)}`)
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

/** What one was reading stays in place. */
function showOlder(slice: Slice, button: HTMLButtonElement, scroll: HTMLElement): void {
  const fromEnd = scroll.scrollHeight - scroll.scrollTop
  scroll.querySelector(".messages")?.insertAdjacentHTML("afterbegin", slice.html)
  arrange(scroll)
  button.dataset.older = slice.oldest ?? ""
  button.hidden = !slice.more
  scroll.scrollTop = scroll.scrollHeight - fromEnd
}
