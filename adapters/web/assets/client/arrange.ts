/** What a list shows beside its messages: days, times in the reader's zone, who goes on speaking. */

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

/** Puts all of it into a list anew. */
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

function divider(words: string): HTMLElement {
  const line = document.createElement("li")
  line.className = "day"
  line.textContent = words
  return line
}

function dayOf(message: HTMLElement): string {
  return day.format(instantOf(message))
}

function instantOf(message: HTMLElement): Date {
  return new Date(message.dataset.at ?? "")
}
