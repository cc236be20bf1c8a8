/** Lists of messages: putting one in its place, changing it, taking it away. */
import { arrange } from "./arrange.ts"
import { followEnd, isAtEnd, showLast, tellNewer } from "./ends.ts"

/** The scrolling list of a channel or thread, if it is on show. */
export function listOf(channel: string, thread = "", page: ParentNode = document): HTMLElement | null {
  const selector = `.scroll[data-list-channel="${CSS.escape(channel)}"][data-list-thread="${CSS.escape(thread)}"]`
  return page.querySelector<HTMLElement>(selector)
}

/** Arranges every list in a part of the page that has just come, and shows each one's end, or what the address names. */
export function startLists(part: HTMLElement): void {
  const lists = part.matches(".scroll") ? [part] : part.querySelectorAll<HTMLElement>(".scroll")
  for (const list of lists) {
    arrange(list)
    followEnd(list)
  }
  part.querySelector(":target")?.scrollIntoView({ block: "center" })
}

/** Puts a rendered message in the place of its former self; false when it is not on show. */
export function change(html: string): boolean {
  const shown = shownAs(parse(html).dataset.id ?? "")
  for (const old of shown) replace(old, parse(html))
  return shown.length > 0
}

/** Puts a new message at the end of a list, and shows it when one was at the end or it is one's own. */
export function append(html: string, scroll: HTMLElement, own: boolean): void {
  const atEnd = own || isAtEnd(scroll)
  scroll.querySelector(".messages")?.append(parse(html))
  arrange(scroll)
  if (atEnd) showLast(scroll)
  else tellNewer(scroll, true)
}

/** Takes a message away. */
export function remove(id: string): void {
  for (const message of shownAs(id)) {
    const scroll = message.closest<HTMLElement>(".scroll")
    message.remove()
    if (scroll) arrange(scroll)
  }
}

/** Once in the channel, and once more above its thread. */
function shownAs(id: string): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`.message[data-id="${CSS.escape(id)}"]`)]
}

function parse(html: string): HTMLElement {
  const template = document.createElement("template")
  template.innerHTML = html
  const message = template.content.firstElementChild
  if (!(message instanceof HTMLElement)) throw new Error("the server sent a message that is no element")
  return message
}

/** Keeps the keyboard where it was: on the button of the same name, else on the message. */
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

/** What a button is called whatever it counts: its paper, or its own words without what only a screen reader says. */
function nameOf(element: Element): string {
  const vote = element instanceof HTMLElement ? element.dataset.vote : undefined
  return vote ?? [...element.childNodes].map((node) => (node instanceof Text ? node.data : "")).join("")
}
