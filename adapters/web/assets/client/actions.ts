/** Buttons (commands, votes, saving, dismissals) and the member's menu. */
import { setVotes } from "./messages.ts"
import { openPath } from "./navigation.ts"
import { channel, threadOf } from "./page.ts"
import { setSaved } from "./reading.ts"
import { type Outcome, send } from "./server.ts"

/** Makes every button work, those that arrive later too. */
export function startButtons(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null
    if (!button) return
    // Without the script the button sends its form.
    if (ownWays.some((name) => button.dataset[name] !== undefined)) event.preventDefault()
    void press(button)
  })
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && target.dataset.choose !== undefined) choose(target)
  })
}

/** Marks of buttons that send a form without the script. */
const ownWays = ["vote", "save", "follow"]

/** Where a form is that a button opens: on pages of its own. */
const forms: Readonly<Record<string, (press: Press) => string>> = {
  note: ({ arguments: { paper } }) => `/mine?q=${encodeURIComponent(String(paper))}`,
  digest: () => "/mine#digest",
}

type Press = {
  readonly command: string
  readonly arguments: Readonly<Record<string, string | number | boolean>>
  readonly effect: string
  /** Of a menu: the argument that takes what is chosen. */
  readonly into?: string
}

/** Choices of a channel's set-up that open a form, which is a page here. */
const openers = ["custom", "other"]

function choose(menu: HTMLSelectElement): void {
  const { into = "", ...press }: Press = JSON.parse(menu.dataset.choose ?? "{}")
  const chosen = { ...press, arguments: { ...press.arguments, [into]: menu.value }, effect: "update" }
  if (openers.includes(menu.value)) openSetUp(press)
  else void send("/press", { ...whereOf(menu), press: JSON.stringify(chosen) })
}

function openSetUp({ arguments: { place = channel() } }: Press): void {
  location.assign(`/setup/${place}`)
}

async function press(button: HTMLButtonElement): Promise<void> {
  const { press: json, vote: paper, save: saving, dismiss: message, say } = button.dataset
  const pressed: Press | undefined = json === undefined ? undefined : JSON.parse(json)
  if (pressed?.effect === "form" && pressed.command === "setup") return openSetUp(pressed)
  if (pressed?.effect === "form" && pressed.command in forms)
    return location.assign(forms[pressed.command]?.(pressed) ?? "")
  if (json !== undefined) return busy(button, () => send("/press", { ...whereOf(button), press: json }))
  if (paper !== undefined) return busy(button, () => vote(button, paper))
  if (button.dataset.follow !== undefined) return busy(button, () => follow(button))
  if (saving !== undefined) return busy(button, () => save(button, saving))
  if (message !== undefined) return busy(button, () => send("/dismiss", { ...whereOf(button), message }))
  if (say !== undefined) {
    return busy(button, () => send("/say", { ...whereOf(button), text: say, key: crypto.randomUUID() }))
  }
}

/** The count changes at once, and back if the server refuses. */
async function vote(button: HTMLButtonElement, paper: string): Promise<Outcome | undefined> {
  const mine = button.getAttribute("aria-pressed") === "true"
  const votes = Number(button.querySelector(".count")?.textContent ?? 0)
  setVotes({ paper, votes: votes + (mine ? -1 : 1), mine: !mine })
  const outcome = await send("/vote", { ...whereOf(button), paper, on: mine ? "0" : "1" })
  if (!outcome) setVotes({ paper, votes, mine })
  return outcome
}

/** It is pressed at once, and no more if the server refuses. */
async function save(button: HTMLButtonElement, paper: string): Promise<Outcome | undefined> {
  const saved = button.getAttribute("aria-pressed") === "true"
  setSaved({ paper, saved: !saved })
  const outcome = await send("/save", { ...whereOf(button), paper, on: saved ? "0" : "1" })
  if (!outcome) setSaved({ paper, saved })
  return outcome
}

/** Pressed once it is followed; where several are meant, a page asks which. */
async function follow(button: HTMLButtonElement): Promise<Outcome | undefined> {
  const outcome = await send("/follow", { toggle: button.value })
  if (outcome?.open) location.assign(outcome.open)
  else if (outcome)
    for (const one of document.querySelectorAll(`[data-follow="${CSS.escape(button.dataset.follow ?? "")}"]`))
      one.setAttribute("aria-pressed", String(outcome.on ?? false))
  return undefined
}

/** Ignores a second click while the first is being answered. */
async function busy(button: HTMLButtonElement, action: () => Promise<Outcome | undefined>): Promise<void> {
  if (button.getAttribute("aria-busy") === "true") return
  button.setAttribute("aria-busy", "true")
  const outcome = await action()
  button.removeAttribute("aria-busy")
  if (outcome?.open) await openPath(outcome.open)
}

function whereOf(node: Element): Record<string, string | undefined> {
  const message = node.closest<HTMLElement>(".message")?.dataset.id
  return { channel: channel(), thread: threadOf(node), message }
}

const memberChanged = "member-changed"

/** Makes the forms of the member's menu work. All windows share the member's cookie, so all of them reload. */
export function startMemberMenu(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.form === undefined) return
    event.preventDefault()
    void changeMember(form.dataset.form, new FormData(form).get("name"))
  })
  addEventListener("storage", ({ key }) => key === memberChanged && location.reload())
}

/** The browser has the new cookie only with the answer. */
async function changeMember(path: string, name: FormDataEntryValue | null): Promise<void> {
  if (!(await send(path, { name: typeof name === "string" ? name : undefined }))) return
  localStorage.setItem(memberChanged, crypto.randomUUID())
  location.reload()
}
