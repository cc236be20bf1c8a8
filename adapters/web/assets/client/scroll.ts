/** Where a list is scrolled to: at its end it stays there, whatever changes its length or height. */

const nearEndPixels = 120

/** Lists whose end is on show. */
const atTheirEnd = new WeakSet<Element>()

/** A banner, a longer text or a phone's keyboard make a list smaller. */
const resizes = new ResizeObserver((entries) => {
  for (const { target } of entries) if (atTheirEnd.has(target)) target.scrollTop = target.scrollHeight
})

/** Keeps a list at its end until one scrolls away from it. */
export function followEnd(scroll: HTMLElement): void {
  scroll.addEventListener("scroll", () => noteEnd(scroll))
  newerOf(scroll)?.addEventListener("click", () => {
    showLast(scroll)
    toggleNewer(scroll, false)
  })
  resizes.observe(scroll)
  showLast(scroll)
}

/** Scrolls to the end, or to the beginning of a last message that is higher than the list. */
export function showLast(scroll: HTMLElement): void {
  scroll.scrollTop = scroll.scrollHeight
  const last = scroll.querySelector(".messages > .message:last-child")
  const hidden = last ? scroll.getBoundingClientRect().top - last.getBoundingClientRect().top : 0
  if (hidden > 0) scroll.scrollTop -= hidden
  noteEnd(scroll)
}

/** Whether the end is in view, or nearly. */
export function isAtEnd(scroll: HTMLElement): boolean {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearEndPixels
}

/** Shows or hides the button that leads to new messages below. */
export function toggleNewer(scroll: HTMLElement, isShown: boolean): void {
  newerOf(scroll)?.toggleAttribute("hidden", !isShown)
}

function newerOf(scroll: HTMLElement): HTMLElement | null {
  return scroll.querySelector<HTMLElement>("[data-newer]")
}

function noteEnd(scroll: HTMLElement): void {
  if (isAtEnd(scroll)) {
    atTheirEnd.add(scroll)
    toggleNewer(scroll, false)
  } else atTheirEnd.delete(scroll)
}
