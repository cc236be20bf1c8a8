/** Buttons on messages: commands waiting to happen, votes, dismissals. */
import { openPath } from "./navigation.ts"
import { channel, threadOf } from "./page.ts"
import { type Outcome, send } from "./send.ts"
import { setVotes } from "./votes.ts"

/** Makes every button work, those that arrive later too. */
export function startPresses(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null
    if (button) void press(button)
  })
}

async function press(button: HTMLButtonElement): Promise<void> {
  const { press: json, vote: paper, dismiss: message, say } = button.dataset
  if (json !== undefined) return busy(button, () => send("/press", { ...whereOf(button), press: json }))
  if (paper !== undefined) return busy(button, () => vote(button, paper))
  if (message !== undefined) return busy(button, () => send("/dismiss", { ...whereOf(button), message }))
  if (say !== undefined) {
    return busy(button, () => send("/say", { ...whereOf(button), text: say, key: crypto.randomUUID() }))
  }
}

/** The count changes at once and is put right when the server says otherwise. */
async function vote(button: HTMLButtonElement, paper: string): Promise<Outcome | undefined> {
  const mine = button.getAttribute("aria-pressed") === "true"
  const votes = Number(button.querySelector(".count")?.textContent ?? 0)
  setVotes({ paper, votes: votes + (mine ? -1 : 1), mine: !mine })
  const taken = await send("/vote", { ...whereOf(button), paper, on: mine ? "0" : "1" })
  if (!taken) setVotes({ paper, votes, mine })
  return taken
}

/** A second click while the first is under way does nothing. */
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
