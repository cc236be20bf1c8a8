/** Where a list is scrolled to: it stays at its end when it was there, whatever makes it longer or smaller. */

const nearEndPixels = 120

/** Lists whose end is on show. */
const atTheirEnd = new WeakSet<Element>()

/** A banner, a longer text or a phone's keyboard make a list smaller. */
const resizes = new ResizeObserver((entries) => {
  for (const { target } of entries) if (atTheirEnd.has(target)) target.scrollTop = target.scrollHeight
})

/** Shows a list's end from now on, until one scrolls away from it. */
export function followEnd(scroll: HTMLElement): void {
  scroll.addEventListener("scroll", () => noteEnd(scroll))
  newerOf(scroll)?.addEventListener("click", () => {
    showLast(scroll)
    tellNewer(scroll, false)
  })
  resizes.observe(scroll)
  showLast(scroll)
}

/** Scrolls to the end, or to the beginning of a last message that is longer than the list is high. */
export function showLast(scroll: HTMLElement): void {
  scroll.scrollTop = scroll.scrollHeight
  const last = scroll.querySelector(".messages > .message:last-child")
  const hidden = last ? scroll.getBoundingClientRect().top - last.getBoundingClientRect().top : 0
  if (hidden > 0) scroll.scrollTop -= hidden
  noteEnd(scroll)
}

/** Whether one sees the end, or nearly. */
export function isAtEnd(scroll: HTMLElement): boolean {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearEndPixels
}

/** Says, or says no more, that there is something new below what one reads. */
export function tellNewer(scroll: HTMLElement, isThere: boolean): void {
  newerOf(scroll)?.toggleAttribute("hidden", !isThere)
}

function newerOf(scroll: HTMLElement): HTMLElement | null {
  return scroll.querySelector<HTMLElement>("[data-newer]")
}

function noteEnd(scroll: HTMLElement): void {
  if (isAtEnd(scroll)) {
    atTheirEnd.add(scroll)
    tellNewer(scroll, false)
  } else atTheirEnd.delete(scroll)
}
