/** The page on show: its parts, notices in a corner, and drafts. */
import { webClient as words } from "../../../../src/words/en/web-client.ts"

/** The channel on show. */
export function channel(): string {
  return document.body.dataset.channel ?? ""
}

/** The thread pane, open or not. */
export function pane(): HTMLElement {
  return element("thread")
}

/** The element with that id, which the server always renders. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no #${id}`)
  return found
}

/** The thread in whose pane a node is, or undefined in the channel. */
export function threadOf(node: Element): string | undefined {
  return node.closest<HTMLElement>("#thread")?.dataset.thread
}

const toastMs = 8000

/** Shows a notice for a while; a click removes it sooner. */
export function toast(text: string): void {
  const note = document.createElement("button")
  note.type = "button"
  note.className = "toast"
  note.textContent = text
  note.title = words.dismiss
  note.addEventListener("click", () => note.remove())
  element("toasts").append(note)
  setTimeout(() => note.remove(), toastMs)
}

// Drafts, per channel and thread, outlive a reload, a restart and a lost connection.
const draftPrefix = "draft:"

/** Stores what is typed in the composers. */
export function keepDrafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-draft]")) {
    storeDraft(form.dataset.draft ?? "", form.querySelector("textarea")?.value ?? "")
  }
}

/** Puts the drafts back into the composers in a part of the page. */
export function restoreDrafts(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("[data-draft]")) {
    const draft = localStorage.getItem(draftPrefix + form.dataset.draft)
    if (draft !== null && form.querySelector("textarea")?.value === "") fill(form, draft)
  }
}

/** Puts text that was not sent back before what was typed since. */
export function returnToDraft(name: string, text: string): void {
  const typed = localStorage.getItem(draftPrefix + name)?.trim() ?? ""
  const draft = typed === "" || typed === text ? text : `${text}\n${typed}`
  storeDraft(name, draft)
  for (const form of document.querySelectorAll<HTMLFormElement>(`[data-draft="${CSS.escape(name)}"]`)) {
    fill(form, draft)
  }
}

function storeDraft(name: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(draftPrefix + name)
    else localStorage.setItem(draftPrefix + name, text)
  } catch {
    // The browser's storage is full: the text stays in the field, it just does not outlive the page.
  }
}

function fill(form: HTMLFormElement, text: string): void {
  const field = form.querySelector("textarea")
  if (!field) return
  field.value = text
  showLength(field)
}

/** Warns when this share of the limit is used. */
const nearLimit = 0.9

/** Shows how long a text is once it gets near the limit; false when it is too long to send. */
export function showLength(field: HTMLTextAreaElement): boolean {
  const { length } = field.value.trim()
  const limit = Number(field.dataset.limit)
  const note = field.form?.querySelector<HTMLElement>(".length")
  const fits = length <= limit
  field.setAttribute("aria-invalid", String(!fits))
  if (note) {
    note.classList.toggle("over", !fits)
    note.textContent = fits
      ? length > limit * nearLimit
        ? words.lengthLeft(length, limit)
        : ""
      : words.tooLong(length, limit)
  }
  return fits
}
