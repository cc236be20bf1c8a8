/** The search box: suggestions while one types, chosen by arrows; without the script it is a plain form. */
import { webClient as words } from "../../../../src/words/en/web-client.ts"
import { element } from "./page.ts"

/** Long enough that a fast typist asks once a word. */
const pauseMs = 120

let timer: ReturnType<typeof setTimeout> | undefined
let asked = 0

/** Makes the box of this page suggest. */
export function startSearchBox(): void {
  const field = document.querySelector<HTMLInputElement>("#q")
  if (!field) return
  field.addEventListener("input", () => {
    clearTimeout(timer)
    asked += 1
    const turn = asked
    if (field.value.trim() === "") hide(field)
    else timer = setTimeout(() => void ask(field, turn), pauseMs)
  })
  field.addEventListener("keydown", (event) => key(field, event))
  field.addEventListener("focusout", () => hide(field))
  // A press on an option must not take the focus first: the list would close under it.
  list().addEventListener("mousedown", (event) => event.preventDefault())
}

function list(): HTMLElement {
  return element("offers")
}

function options(): readonly HTMLAnchorElement[] {
  return [...list().querySelectorAll<HTMLAnchorElement>("[role=option]")]
}

async function ask(field: HTMLInputElement, turn: number): Promise<void> {
  // Without a connection the list stays closed; the banner says why.
  const response = await fetch(`/offers?${new URLSearchParams({ q: field.value })}`).catch(() => undefined)
  const html = response?.ok ? await response.text() : ""
  if (turn !== asked || document.activeElement !== field) return
  list().innerHTML = html
  show(field, html !== "")
}

function show(field: HTMLInputElement, isShown: boolean): void {
  list().hidden = !isShown
  field.setAttribute("aria-expanded", String(isShown))
  field.removeAttribute("aria-activedescendant")
  if (isShown) element("announcer").textContent = words.suggestions(options().length)
}

function hide(field: HTMLInputElement): void {
  clearTimeout(timer)
  asked += 1
  show(field, false)
}

function key(field: HTMLInputElement, event: KeyboardEvent): void {
  if (list().hidden || event.isComposing || event.keyCode === 229) return
  const all = options()
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true")
  if (event.key === "ArrowDown") select(field, all, at === all.length - 1 ? -1 : at + 1)
  else if (event.key === "ArrowUp") select(field, all, at < 0 ? all.length - 1 : at - 1)
  else if (event.key === "Enter" && at >= 0) all[at]?.click()
  else if (event.key === "Escape") hide(field)
  else return
  event.preventDefault()
}

/** At -1 nothing is selected: Enter then searches for what was typed. */
function select(field: HTMLInputElement, all: readonly HTMLAnchorElement[], at: number): void {
  for (const [n, option] of all.entries()) option.setAttribute("aria-selected", String(n === at))
  const chosen = all[at]
  if (chosen) {
    chosen.scrollIntoView({ block: "nearest" })
    field.setAttribute("aria-activedescendant", chosen.id)
  } else field.removeAttribute("aria-activedescendant")
}
