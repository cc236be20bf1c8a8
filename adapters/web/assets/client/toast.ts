/** Short notices in a corner: what went wrong and what to do. */
import { element } from "./page.ts"

const shownMs = 8000

/** Shows words for a while; a click takes them away sooner. */
export function toast(words: string): void {
  const note = document.createElement("button")
  note.type = "button"
  note.className = "toast"
  note.textContent = words
  note.title = "Dismiss"
  note.addEventListener("click", () => note.remove())
  element("toasts").append(note)
  setTimeout(() => note.remove(), shownMs)
}
