/** Completion of a command line: arrows select, Tab or Enter accepts, Escape closes. */
import { webClient as words } from "../../../../src/words/en/web-client.ts"
import { channel, element, threadOf } from "./page.ts"

type Suggestion = { readonly value: string; readonly label: string; readonly detail?: string }

/** Long enough that a fast typist asks once a word, short enough to feel live. */
const pauseMs = 80
/** No command line is this long, and the line has to fit into an address. */
const longestLine = 500

let timer: ReturnType<typeof setTimeout> | undefined
let asked = 0

/** Asks what the line could become, after a pause, when it is a command. */
export function offerCompletions(field: HTMLTextAreaElement): void {
  clearTimeout(timer)
  asked += 1
  if (field.value.startsWith("/") && field.value.length <= longestLine)
    timer = setTimeout(() => void ask(field, asked), pauseMs)
  else endCompletion(field)
}

/** Closes the list. */
export function endCompletion(field: HTMLTextAreaElement): void {
  clearTimeout(timer)
  asked += 1
  const list = listOf(field)
  list.hidden = true
  list.replaceChildren()
  field.removeAttribute("aria-activedescendant")
}

/** Handles a key while the list is open; true when it was one of the list's. */
export function completionKey(field: HTMLTextAreaElement, event: KeyboardEvent): boolean {
  const options = [...listOf(field).querySelectorAll<HTMLElement>("[role=option]")]
  if (options.length === 0) return false
  const active = options.findIndex((option) => option.getAttribute("aria-selected") === "true")
  if (event.key === "ArrowDown") select(field, options, active === options.length - 1 ? 0 : active + 1)
  else if (event.key === "ArrowUp") select(field, options, active <= 0 ? options.length - 1 : active - 1)
  else if (event.key === "Tab" && !event.shiftKey) take(field, options[Math.max(active, 0)])
  else if (event.key === "Enter" && active >= 0) take(field, options[active])
  else if (event.key === "Escape") endCompletion(field)
  else return false
  event.preventDefault()
  return true
}

async function ask(field: HTMLTextAreaElement, turn: number): Promise<void> {
  const query = new URLSearchParams({ channel: channel(), thread: threadOf(field) ?? "", line: field.value })
  // Without a connection the list stays closed; the banner says why.
  const response = await fetch(`/complete?${query}`).catch(() => undefined)
  if (!response?.ok) return
  const suggestions: readonly Suggestion[] = await response.json()
  if (turn === asked && field.isConnected) show(field, suggestions)
}

function show(field: HTMLTextAreaElement, suggestions: readonly Suggestion[]): void {
  const list = listOf(field)
  list.replaceChildren(...suggestions.map((suggestion, n) => option(field, suggestion, n)))
  list.hidden = suggestions.length === 0
  // A text area has no state for an open list, so it is announced.
  if (suggestions.length > 0) element("announcer").textContent = words.suggestions(suggestions.length)
  field.removeAttribute("aria-activedescendant")
}

function option(field: HTMLTextAreaElement, suggestion: Suggestion, n: number): HTMLElement {
  const item = document.createElement("li")
  item.id = `${field.id}-option-${n}`
  item.role = "option"
  item.setAttribute("aria-selected", "false")
  item.dataset.value = suggestion.value
  const label = document.createElement("b")
  label.textContent = suggestion.label
  const detail = document.createElement("span")
  detail.textContent = suggestion.detail ?? ""
  item.append(label, detail)
  // `mousedown`, because before `click` the field loses its focus and the list closes.
  item.addEventListener("mousedown", (event) => {
    event.preventDefault()
    take(field, item)
  })
  return item
}

function select(field: HTMLTextAreaElement, options: readonly HTMLElement[], index: number): void {
  for (const [n, option] of options.entries()) option.setAttribute("aria-selected", String(n === index))
  const chosen = options[index]
  if (!chosen) return
  chosen.scrollIntoView({ block: "nearest" })
  field.setAttribute("aria-activedescendant", chosen.id)
}

function take(field: HTMLTextAreaElement, item: HTMLElement | undefined): void {
  const value = item?.dataset.value
  if (value === undefined) return
  field.value = value
  field.setSelectionRange(value.length, value.length)
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

function listOf(field: HTMLTextAreaElement): HTMLElement {
  const list = field.form?.querySelector<HTMLElement>("[role=listbox]")
  if (!list) throw new Error("this field has no list of suggestions")
  return list
}
