/** Lists of messages: putting one in its place, dividing days, reading older ones, staying at the end. */
import { toast } from "./toast.ts"

const day = new Intl.DateTimeFormat(undefined, {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
})
const hour = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" })
/** A member who goes on within this time needs no name again. */
const togetherMs = 5 * 60 * 1000
const nearEndPixels = 120

/** The scrolling list of a channel or thread, if it is on show. */
export function listOf(channel: string, thread = "", page: ParentNode = document): HTMLElement | null {
  const selector = `.scroll[data-list-channel="${CSS.escape(channel)}"][data-list-thread="${CSS.escape(thread)}"]`
  return page.querySelector<HTMLElement>(selector)
}

/** Puts a rendered message in the place of its former self; false when it is not on show. */
export function change(html: string): boolean {
  const id = parse(html).dataset.id ?? ""
  const shown = document.querySelectorAll<HTMLElement>(`.message[data-id="${CSS.escape(id)}"]`)
  for (const old of shown) replace(old, parse(html))
  return shown.length > 0
}

/** Puts a new message at the end of a list, and shows it when one was at the end or it is one's own. */
export function append(html: string, scroll: HTMLElement, own: boolean): void {
  const atEnd = own || isAtEnd(scroll)
  scroll.querySelector(".messages")?.append(parse(html))
  arrange(scroll)
  if (atEnd) showLast(scroll)
}

/** Takes a message away. */
export function remove(id: string): void {
  for (const message of document.querySelectorAll<HTMLElement>(`.message[data-id="${CSS.escape(id)}"]`)) {
    const scroll = message.closest<HTMLElement>(".scroll")
    message.remove()
    if (scroll) arrange(scroll)
  }
}

/** Sets times in the reader's zone and draws dividers in every list beneath a node, and shows each list's end. */
export function arrangeAll(root: ParentNode): void {
  const own = root instanceof HTMLElement && root.matches(".scroll") ? [root] : []
  for (const list of [...own, ...root.querySelectorAll<HTMLElement>(".scroll")]) {
    arrange(list)
    showLast(list)
  }
  document.querySelector(":target")?.scrollIntoView({ block: "center" })
}

/** Makes "Older messages" buttons work, and presses them when one scrolls to the top. */
export function startOlder(): void {
  document.addEventListener("click", (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLButtonElement>("[data-older]") : null
    if (button) void readOlder(button)
  })
}

/** A picture that cannot be fetched leaves a quiet frame with its words; the layout keeps its place either way. */
export function followImages(): void {
  const fail = (image: HTMLImageElement) => image.parentElement?.classList.add("failed")
  const listen = (event: Event) => {
    if (event.target instanceof HTMLImageElement && "fallible" in event.target.dataset) fail(event.target)
  }
  document.addEventListener("error", listen, true)
  for (const image of document.querySelectorAll<HTMLImageElement>("img[data-fallible]")) {
    if (image.complete && image.naturalWidth === 0 && image.currentSrc !== "") fail(image)
  }
}

async function readOlder(button: HTMLButtonElement): Promise<void> {
  const scroll = button.closest<HTMLElement>(".scroll")
  const list = scroll?.querySelector(".messages")
  if (!scroll || !list || button.disabled) return
  button.disabled = true
  try {
    const { listChannel = "", listThread = "" } = scroll.dataset
    const query = new URLSearchParams({
      channel: listChannel,
      thread: listThread,
      before: button.dataset.older ?? "",
    })
    const response = await fetch(`/older?${query}`)
    if (!response.ok) throw new Error(await response.text())
    const slice: { html: string; oldest?: string; more: boolean } = await response.json()
    const fromEnd = scroll.scrollHeight - scroll.scrollTop
    list.insertAdjacentHTML("afterbegin", slice.html)
    arrange(scroll)
    scroll.scrollTop = scroll.scrollHeight - fromEnd
    button.dataset.older = slice.oldest ?? ""
    button.hidden = !slice.more
  } catch {
    toast("Older messages cannot be read just now. Try again in a moment.")
  }
  button.disabled = false
}

/** Scrolls to the end, or to the beginning of a last message that is longer than the list is high. */
function showLast(scroll: HTMLElement): void {
  scroll.scrollTop = scroll.scrollHeight
  const last = scroll.querySelector(".messages > .message:last-child")
  const hidden = last ? scroll.getBoundingClientRect().top - last.getBoundingClientRect().top : 0
  if (hidden > 0) scroll.scrollTop -= hidden
}

function isAtEnd(scroll: HTMLElement): boolean {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearEndPixels
}

function parse(html: string): HTMLElement {
  const template = document.createElement("template")
  template.innerHTML = html
  const message = template.content.firstElementChild
  if (!(message instanceof HTMLElement)) throw new Error("the server sent a message that is no element")
  return message
}

/** Keeps the keyboard where it was: on the button of the same words, else on the message. */
function replace(old: HTMLElement, fresh: HTMLElement): void {
  const focused = old.contains(document.activeElement) ? document.activeElement : null
  const scroll = old.closest<HTMLElement>(".scroll")
  const atEnd = scroll !== null && isAtEnd(scroll)
  // The copy above a thread has no id: addresses lead to the one in the channel.
  if (old.id === "") fresh.removeAttribute("id")
  old.replaceWith(fresh)
  if (scroll) arrange(scroll)
  if (scroll && atEnd) showLast(scroll)
  if (!focused) return
  const same = [...fresh.querySelectorAll<HTMLElement>("button, a")].find(
    (one) => nameOf(one) === nameOf(focused),
  )
  ;(same ?? fresh).focus({ preventScroll: true })
}

/** What a button is called whatever it counts: its paper, or its own words without what only a screen reader says. */
function nameOf(element: Element): string {
  const vote = element instanceof HTMLElement ? element.dataset.vote : undefined
  return vote ?? [...element.childNodes].map((node) => (node instanceof Text ? node.data : "")).join("")
}

function arrange(scroll: HTMLElement): void {
  let before: HTMLElement | undefined
  for (const divider of scroll.querySelectorAll(".day")) divider.remove()
  for (const message of scroll.querySelectorAll<HTMLElement>(".message")) {
    const at = new Date(message.dataset.at ?? "")
    const time = message.querySelector("time")
    if (time) {
      time.textContent = hour.format(at)
      time.title = full.format(at)
    }
    if (message.closest(".root")) continue
    const newDay = before === undefined || day.format(new Date(before.dataset.at ?? "")) !== day.format(at)
    if (newDay) message.before(divider(at))
    message.classList.toggle("goes-on", !newDay && before !== undefined && goesOn(before, message))
    before = message
  }
}

function goesOn(before: HTMLElement, message: HTMLElement): boolean {
  const gap = Date.parse(message.dataset.at ?? "") - Date.parse(before.dataset.at ?? "")
  return message.dataset.by !== "" && message.dataset.by === before.dataset.by && gap < togetherMs
}

function divider(at: Date): HTMLElement {
  const line = document.createElement("li")
  line.className = "day"
  line.textContent = day.format(at)
  return line
}
