/** Keyboard shortcuts: single keys while one does not type. They can be turned off, and `?` lists them. */
import { rowSelector, rows } from "./reading.ts"

const offKey = "keys-off"
/** After `g`, the second key is waited for this long. */
const sequenceMs = 1500

let sequence = ""
let ending: ReturnType<typeof setTimeout> | undefined

/** Makes the shortcuts work, unless this browser has turned them off. */
export function startKeys(): void {
  const choice = document.getElementById("keys-on")
  if (!(choice instanceof HTMLInputElement)) return
  choice.checked = localStorage.getItem(offKey) === null
  show(choice.checked)
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(offKey)
    else localStorage.setItem(offKey, "1")
    show(choice.checked)
  })
  document.addEventListener("keydown", (event) => {
    if (isSearch(event)) return act(event, focusSearch)
    if (event.key === "Escape" && !event.defaultPrevented) return leave(event)
    if (!choice.checked || isTyping(event)) return
    const known = shortcuts[sequence + event.key]
    sequence = ""
    if (known) act(event, known)
    else if (event.key === "g") awaitSecond()
  })
  // A press of the mouse focuses a button before it clicks it: the hints of its row would move it away from under it.
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && target.matches(":focus-visible")) markAround(target)
  })
  document.addEventListener("click", ({ target }) => target instanceof Element && markAround(target))
}

function show(on: boolean): void {
  document.documentElement.classList.toggle("no-keys", !on)
}

function act(event: KeyboardEvent, action: () => void): void {
  event.preventDefault()
  action()
}

function awaitSecond(): void {
  sequence = "g "
  clearTimeout(ending)
  ending = setTimeout(() => {
    sequence = ""
  }, sequenceMs)
}

function isSearch(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === "k"
}

/** Single keys belong to what one types, to a menu, and to the browser's own shortcuts. */
function isTyping(event: KeyboardEvent): boolean {
  const { target } = event
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return true
  if (document.querySelector("dialog[open], :popover-open")) return true
  return target instanceof Element && target.closest("input,textarea,select,[contenteditable]") !== null
}

const shortcuts: Readonly<Record<string, () => void>> = {
  j: () => move(1),
  k: () => move(-1),
  o: () => here("h2 a")?.click(),
  u: () => press("[data-vote]"),
  d: () => press("[data-discuss]"),
  s: () => press("[data-save]"),
  e: () => press("[data-read]"),
  p: () => press("[data-pdf]"),
  h: () => press("[data-previous]"),
  l: () => press("[data-next]"),
  "/": focusSearch,
  "?": () => document.querySelector<HTMLDialogElement>("#keys")?.showModal(),
  "g t": () => location.assign("/"),
  "g m": () => location.assign("/mine"),
  "g c": () => location.assign("/channels"),
}

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>("#q")
  field?.focus()
  field?.select()
}

/** Out of a menu or field, or back to the list that one came from. */
function leave(event: KeyboardEvent): void {
  const menus = document.querySelectorAll<HTMLDetailsElement>("details.more[open], details.share[open]")
  for (const menu of menus) menu.open = false
  if (menus.length > 0 || document.querySelector("dialog[open], :popover-open")) return
  const field = document.activeElement?.closest<HTMLElement>("input,textarea,select")
  const list = document.querySelector<HTMLAnchorElement>("[data-to-list]")
  if (field?.id === "q") act(event, () => field.blur())
  else if (!field && list) act(event, () => (cameFromList() ? history.back() : list.click()))
}

/** Back keeps the place in the list; the link only leads to its beginning. */
function cameFromList(): boolean {
  return (
    document.referrer !== "" && new URL(document.referrer).origin === location.origin && history.length > 1
  )
}

function current(): HTMLElement | undefined {
  return rows().find((row) => row.classList.contains("at"))
}

/** The part of the row on which one is, or of the page about one paper. */
function here(selector: string): HTMLElement | null {
  return (current() ?? document).querySelector<HTMLElement>(selector)
}

function press(selector: string): void {
  here(selector)?.click()
}

function move(by: number): void {
  const all = rows()
  const at = all.findIndex((row) => row.classList.contains("at"))
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]
  if (next) goTo(next)
  else press(by > 0 ? "[data-next]" : "[data-previous]")
}

export function goTo(row: HTMLElement): void {
  mark(row)
  row.querySelector<HTMLElement>("h2 a")?.focus({ preventScroll: true })
  row.scrollIntoView({ block: "nearest" })
}

function markAround(target: Element): void {
  const row = target.closest<HTMLElement>(rowSelector)
  if (row) mark(row)
}

const hints: readonly (readonly [selector: string, key: string])[] = [
  ["[data-vote]", "u"],
  ["[data-discuss]", "d"],
  ["[data-save]", "s"],
  ["[data-read]", "e"],
]

function mark(row: HTMLElement): void {
  for (const other of rows()) other.classList.toggle("at", other === row)
  for (const [selector, key] of hints) row.querySelector<HTMLElement>(selector)?.setAttribute("data-key", key)
}
