/** Lists and papers: sorting by a menu, new papers, links to copy, what is written for whoever reads a page again. */
import { webClient as words } from "../../../../src/words/en/web-client.ts"
import { toast } from "./page.ts"

/** Makes the parts of a reading page work that are more than links and forms. */
export function startReading(): void {
  startForms()
  startCopying()
  startFresh()
  startDiscussion()
  countNew()
}

/** A menu that sends its form as soon as something is chosen; without the script a button does. */
function startForms(): void {
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && "submits" in target.dataset) target.form?.requestSubmit()
  })
  // A menu of links closes when one looks elsewhere.
  document.addEventListener("click", ({ target }) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>(
      "details.more[open], details.share[open]",
    ))
      if (target instanceof Node && !menu.contains(target)) menu.open = false
  })
}

function startCopying(): void {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-copy]") : null
    if (button) void copy(button)
  })
}

async function copy(button: HTMLElement): Promise<void> {
  const from = button.dataset.copy ? document.getElementById(button.dataset.copy) : null
  const text = from?.textContent ?? new URL(location.pathname, location.href).href
  try {
    await navigator.clipboard.writeText(text)
    toast(button.dataset.copied ?? "")
  } catch {
    toast(words.notCopied)
  }
}

/** Papers that came since the page was read wait behind a button, so that nothing moves while one reads. */
function startFresh(): void {
  document.getElementById("fresh")?.addEventListener("click", () => location.reload())
}

export type Listed = { readonly list: string; readonly papers: readonly string[] }

/** Offers the papers of a list that are not on the page. */
export function offerFresh({ list, papers }: Listed): void {
  const button = document.getElementById("fresh")
  const isFiltered = new URLSearchParams(location.search).has("only")
  if (!button || isFiltered || document.querySelector("main")?.dataset.list !== list) return
  const shown = new Set(rows().map((row) => row.dataset.paper))
  const missing = papers.filter((paper) => !shown.has(paper)).length
  button.hidden = missing === 0
  button.textContent = words.newPapers(missing)
}

export type Replies = { readonly paper: string; readonly replies: number }

/** Shows how many replies a paper has. */
export function setReplies({ paper, replies }: Replies): void {
  for (const count of document.querySelectorAll(`[data-replies="${CSS.escape(paper)}"]`))
    count.textContent = replies > 0 ? String(replies) : ""
}

export type Saved = { readonly paper: string; readonly saved: boolean; readonly toRead?: number }

/** Shows whether a paper is saved on all of its buttons, and how many wait to be read. */
export function setSaved({ paper, saved, toRead }: Saved): void {
  for (const button of document.querySelectorAll(`[data-save="${CSS.escape(paper)}"]`))
    button.setAttribute("aria-pressed", String(saved))
  if (toRead !== undefined) setToRead(toRead > 0 ? String(toRead) : "")
}

export function setToRead(count: string): void {
  for (const place of document.querySelectorAll("[data-to-read]")) place.textContent = count
}

/** `#discussion` leads to the field in which one writes, once the browser has scrolled there. */
function startDiscussion(): void {
  const focus = () => {
    if (location.hash === "#discussion")
      document.querySelector<HTMLElement>("#say-thread,#first-reply")?.focus()
  }
  addEventListener("hashchange", focus)
  // Scrolling to an address takes the focus away.
  if (document.readyState === "complete") focus()
  else addEventListener("load", () => setTimeout(focus))
}

/** What keys move between. */
export const rowSelector = ".row-paper,.kept"

export function rows(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(rowSelector)]
}

const seenKey = "seen-papers"
/** Some weeks of lists. */
const mostSeen = 2000

/** Says how many papers of the newest list were not there at the last visit. */
function countNew(): void {
  const line = document.getElementById("since")
  if (!line || location.pathname !== "/") return
  const shown = rows().map((row) => row.dataset.paper ?? "")
  const seen = new Set<string>(JSON.parse(localStorage.getItem(seenKey) ?? "[]"))
  const fresh = shown.filter((paper) => !seen.has(paper)).length
  if (seen.size > 0 && fresh > 0 && location.search === "") line.textContent = words.newSince(fresh)
  const all = [...new Set([...shown, ...seen])].slice(0, mostSeen)
  try {
    localStorage.setItem(seenKey, JSON.stringify(all))
  } catch {
    // The browser's storage is full: the next visit counts the same papers again.
  }
}
