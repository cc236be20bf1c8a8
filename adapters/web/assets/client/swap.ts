/** Forms whose answer is the page as it is then: the script takes its main part, and one stays where one was. */
import { webClient as words } from "../../../../src/words/en/web-client.ts"
import { goTo } from "./keys.ts"
import { showLength, toast } from "./page.ts"
import { rows, setToRead } from "./reading.ts"

/** Makes forms with `data-swap` work, those that arrive later too. */
export function startSwaps(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.swap === undefined) return
    event.preventDefault()
    void sendAndSwap(form, event.submitter)
  })
  const opened = ({ target }: Event) =>
    target instanceof HTMLDetailsElement &&
    target.open &&
    target.querySelector<HTMLElement>("textarea")?.focus()
  // It does not bubble.
  document.addEventListener("toggle", opened, true)
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLTextAreaElement && target.closest("[data-swap]")) showLength(target)
  })
  document.addEventListener("keydown", (event) => {
    const field = event.target
    const isSend = event.key === "Enter" && (event.ctrlKey || event.metaKey)
    if (isSend && field instanceof HTMLTextAreaElement && field.closest("[data-swap]"))
      field.form?.requestSubmit()
  })
}

/** What is refused leaves everything as it was typed. */
async function sendAndSwap(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  if (form.dataset.busy !== undefined) return
  const field = form.querySelector<HTMLTextAreaElement>("textarea[data-limit]")
  if (field && !showLength(field)) return field.focus()
  form.dataset.busy = ""
  submitter?.setAttribute("aria-busy", "true")
  try {
    const fields = new FormData(form, submitter)
    const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams()
    if (body instanceof URLSearchParams)
      for (const [name, value] of fields) if (typeof value === "string") body.append(name, value)
    const response = await fetch(form.action, { method: "POST", body })
    const text = await response.text()
    if (response.ok) swapMain(text)
    else toast(text.trim() || words.failed(response.status))
  } catch {
    toast(words.notSent)
  }
  submitter?.removeAttribute("aria-busy")
  delete form.dataset.busy
}

function swapMain(text: string): void {
  const page = new DOMParser().parseFromString(text, "text/html")
  const [current, fresh] = [document.querySelector("main"), page.querySelector("main")]
  if (!current || !fresh) {
    toast(words.unreadable)
    return
  }
  const at = rows().findIndex((row) => row.contains(document.activeElement) || row.classList.contains("at"))
  const paper = rows()[at]?.dataset.paper
  current.replaceWith(document.adoptNode(fresh))
  setToRead(page.querySelector("[data-to-read]")?.textContent ?? "")
  const next = rows().find((row) => row.dataset.paper === paper) ?? rows()[at] ?? rows().at(-1)
  if (at >= 0 && next) goTo(next)
  else document.getElementById("notice")?.focus({ preventScroll: true })
  announce(fresh)
}

/** A place that came with its words is not read out by itself. */
function announce(main: Element): void {
  const [announcer, notice] = [document.getElementById("announcer"), main.querySelector("#notice p")]
  if (announcer && notice) announcer.textContent = notice.textContent
}
