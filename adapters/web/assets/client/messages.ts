/** Lists of messages: adding, replacing and removing one; days and times in the reader's zone; vote chips. */
import { followEnd, isAtEnd, showLast, toggleNewer } from "./scroll.ts"

/** The scrolling list of a channel or thread, if it is on show. */
export function listOf(channel: string, thread = "", page: ParentNode = document): HTMLElement | null {
  const selector = `.scroll[data-list-channel="${CSS.escape(channel)}"][data-list-thread="${CSS.escape(thread)}"]`
  return page.querySelector<HTMLElement>(selector)
}

/** Arranges every list in a new part of the page, and shows each one's end, or what the address points at. */
export function startLists(part: HTMLElement): void {
  const lists = part.matches(".scroll") ? [part] : part.querySelectorAll<HTMLElement>(".scroll")
  for (const list of lists) {
    arrange(list)
    followEnd(list)
  }
  part.querySelector(":target")?.scrollIntoView({ block: "center" })
}

/** A message as the server sends it: the same for everybody, and the papers for which this member has voted. */
export type Sent = { readonly html: string; readonly voted: readonly string[] }

/** Replaces a message wherever it is on show; false when it is not. */
export function change(sent: Sent): boolean {
  const shown = shownAs(parse(sent).dataset.id ?? "")
  for (const old of shown) replace(old, parse(sent))
  return shown.length > 0
}

/** Adds a message at the end of a list, and scrolls to it when the end was in view or it is the member's own. */
export function append(sent: Sent, scroll: HTMLElement, own: boolean): void {
  const atEnd = own || isAtEnd(scroll)
  scroll.querySelector(".messages")?.append(parse(sent))
  arrange(scroll)
  if (atEnd) showLast(scroll)
  else toggleNewer(scroll, true)
}

/** Removes a message. */
export function remove(id: string): void {
  for (const message of shownAs(id)) {
    const scroll = message.closest<HTMLElement>(".scroll")
    message.remove()
    if (scroll) arrange(scroll)
  }
}

/** A message can be on show twice: in the channel, and above its thread. */
function shownAs(id: string): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`.message[data-id="${CSS.escape(id)}"]`)]
}

function parse({ html, voted }: Sent): HTMLElement {
  const template = document.createElement("template")
  template.innerHTML = html
  const message = template.content.firstElementChild
  if (!(message instanceof HTMLElement)) throw new Error("the server sent a message that is no element")
  for (const chip of message.querySelectorAll<HTMLElement>("[data-vote]")) {
    chip.setAttribute("aria-pressed", String(voted.includes(chip.dataset.vote ?? "")))
  }
  return message
}

/** Keeps the keyboard focus: on the button of the same name, else on the message. */
function replace(old: HTMLElement, fresh: HTMLElement): void {
  const focused = old.contains(document.activeElement) ? document.activeElement : null
  const scroll = old.closest<HTMLElement>(".scroll")
  const atEnd = scroll !== null && isAtEnd(scroll)
  // The copy above a thread has no id: addresses lead to the one in the channel.
  if (old.id === "") fresh.removeAttribute("id")
  old.replaceWith(fresh)
  if (scroll) arrange(scroll)
  if (scroll && atEnd) showLast(scroll)
  if (focused) focusSame(fresh, nameOf(focused))
}

function focusSame(fresh: HTMLElement, name: string): void {
  const same = [...fresh.querySelectorAll<HTMLElement>("button, a")].find((one) => nameOf(one) === name)
  ;(same ?? fresh).focus({ preventScroll: true })
}

/** What identifies a button while its count changes: its paper, or its visible text. */
function nameOf(element: Element): string {
  const vote = element instanceof HTMLElement ? element.dataset.vote : undefined
  return vote ?? [...element.childNodes].map((node) => (node instanceof Text ? node.data : "")).join("")
}

// In the reader's zone, and written as cards write days and times.
const day = new Intl.DateTimeFormat("en-US", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
})
const hour = new Intl.DateTimeFormat("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
const full = new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeStyle: "short", hourCycle: "h23" })

/** A member's next message within this time shows no name. */
const togetherMs = 5 * 60 * 1000

/** Writes the days, times and names of a list. */
export function arrange(scroll: HTMLElement): void {
  for (const divider of scroll.querySelectorAll(".day")) divider.remove()
  for (const message of scroll.querySelectorAll<HTMLElement>(".message")) writeTime(message)
  let before: HTMLElement | undefined
  for (const message of scroll.querySelectorAll<HTMLElement>(".messages > .message")) {
    const sameDay = before !== undefined && dayOf(before) === dayOf(message)
    if (!sameDay) message.before(divider(dayOf(message)))
    message.classList.toggle("goes-on", sameDay && before !== undefined && goesOn(before, message))
    before = message
  }
}

function writeTime(message: HTMLElement): void {
  const time = message.querySelector("time")
  if (!time) return
  time.textContent = hour.format(instantOf(message))
  time.title = full.format(instantOf(message))
}

function goesOn(before: HTMLElement, message: HTMLElement): boolean {
  const gap = instantOf(message).getTime() - instantOf(before).getTime()
  return message.dataset.by !== "" && message.dataset.by === before.dataset.by && gap < togetherMs
}

function divider(label: string): HTMLElement {
  const line = document.createElement("li")
  line.className = "day"
  line.textContent = label
  return line
}

function dayOf(message: HTMLElement): string {
  return day.format(instantOf(message))
}

function instantOf(message: HTMLElement): Date {
  return new Date(message.dataset.at ?? "")
}

export type Votes = { readonly paper: string; readonly votes: number; readonly mine: boolean }

/** Shows a paper's votes on all of its chips. */
export function setVotes({ paper, votes, mine }: Votes): void {
  for (const chip of document.querySelectorAll<HTMLElement>(`[data-vote="${CSS.escape(paper)}"]`)) {
    chip.setAttribute("aria-pressed", String(mine))
    const count = chip.querySelector(".count")
    if (count) count.textContent = votes > 0 ? String(votes) : ""
  }
  for (const tally of document.querySelectorAll(`[data-votes="${CSS.escape(paper)}"]`))
    tally.textContent = String(votes)
}
