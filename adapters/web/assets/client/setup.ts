/** A channel's set-up: what is wrong and what would be posted follows as one types. */
import { webClient as words } from "../../../../src/words/en/web-client.ts"
import { toast } from "./page.ts"

/** Long enough for a word, short enough to see what it does. */
const pauseMs = 400

let waiting = 0
/** Only the newest answer counts. */
let asked = 0

export function startSetUp(): void {
  const form = document.querySelector<HTMLFormElement>("#setup")
  if (!form) return
  takeZone(form)
  form.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && "offers" in target.dataset) void offer(form, target)
    clearTimeout(waiting)
    waiting = window.setTimeout(() => void refresh(form), pauseMs)
  })
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button") : null
    if (button?.dataset.step) step(form, button, Number(button.dataset.step))
    if (button?.form !== form || !(button.name === "day" || button.value === "preview")) return
    event.preventDefault()
    void refresh(form, button.name === "day" ? button.value : undefined)
  })
}

/** A new post starts on the clocks of who sets it up. */
function takeZone(form: HTMLFormElement): void {
  const zone = form.querySelector<HTMLInputElement>("[name=zone]")
  const call = form.querySelector<HTMLInputElement>("[name=call]")
  if (!zone || !call?.value.includes('"post":"first"')) return
  zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value
  void refresh(form)
}

function step(form: HTMLFormElement, button: HTMLButtonElement, by: number): void {
  const input = button.parentElement?.querySelector("input")
  if (!input) return
  if (by > 0) input.stepUp()
  else input.stepDown()
  void refresh(form)
}

/** Takes the answer's parts: what is wrong, what would be posted. What one types stays as it is. */
async function refresh(form: HTMLFormElement, day?: string): Promise<void> {
  const turn = ++asked
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value)
  body.set("do", "preview")
  if (day !== undefined) body.set("day", day)
  try {
    const response = await fetch(form.action, { method: "POST", body })
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    if (turn === asked) takeParts(form, page)
  } catch {
    toast(words.unreachable)
  }
}

function takeParts(form: HTMLFormElement, page: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-part]")) {
    const fresh = page.getElementById(part.id)
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes)
  }
  for (const field of form.querySelectorAll("[aria-describedby][name]")) {
    const error = document.getElementById(`error-${field.getAttribute("name")}`)
    if (error?.textContent) field.setAttribute("aria-invalid", "true")
    else field.removeAttribute("aria-invalid")
  }
}

async function offer(form: HTMLFormElement, input: HTMLInputElement): Promise<void> {
  const query = new URLSearchParams({ option: input.name, text: input.value })
  const response = await fetch(`${form.action}/offers?${query}`).catch(() => undefined)
  const found: unknown = response?.ok ? await response.json() : []
  if (!(Array.isArray(found) && input.list)) return
  input.list.replaceChildren(
    ...found.map((value) => {
      const option = document.createElement("option")
      option.value = String(value)
      return option
    }),
  )
}
