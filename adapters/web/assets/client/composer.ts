/** Writing: Enter sends, Shift+Enter starts a new line, what is not sent stays. */
import { webClient as words } from "../../../../src/words/en/web-client.ts"
import { completionKey, endCompletion, offerCompletions } from "./completion.ts"
import { openPath } from "./navigation.ts"
import { channel, keepDrafts, restoreDrafts, returnToDraft, showLength, threadOf } from "./page.ts"
import { send } from "./server.ts"

/** A text keeps its key until the server has it, so that sending it twice posts it once. */
const keys = new WeakMap<HTMLFormElement, { readonly text: string; readonly key: string }>()

/** Messages are sent one after the other, to keep their order; a command waits for no other's answer. */
let lastSent: Promise<unknown> = Promise.resolve()

/** Makes the composers work, also of a thread that opens later. */
export function startComposers(): void {
  restoreDrafts(document)
  document.addEventListener("input", (event) => {
    const field = composerField(event.target)
    if (!field) return
    keepDrafts()
    showLength(field)
    offerCompletions(field)
  })
  document.addEventListener("keydown", (event) => {
    const field = composerField(event.target)
    if (!field || isComposing(event) || completionKey(field, event)) return
    if (event.key !== "Enter" || event.shiftKey) return
    event.preventDefault()
    field.form?.requestSubmit()
  })
  document.addEventListener("submit", (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.composer === undefined) return
    event.preventDefault()
    void say(form)
  })
  document.addEventListener("focusout", (event) => {
    const field = composerField(event.target)
    if (field) endCompletion(field)
  })
}

/** A key of an input method. Safari ends the composition before the Enter that confirms it: only key code 229 tells. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}

/** The field is free for the next line at once; what could not be sent comes back into it. */
async function say(form: HTMLFormElement): Promise<void> {
  const field = form.querySelector("textarea")
  const text = field?.value.trim() ?? ""
  if (!field || text === "" || !showLength(field)) return
  const { channel: place, thread } = { channel: channel(), thread: threadOf(form) }
  endCompletion(field)
  field.value = ""
  showLength(field)
  keepDrafts()
  const known = keys.get(form)
  const { key } = known?.text === text ? known : { key: crypto.randomUUID() }
  const asks = /^(\/|@paperboy\b)/i.test(text)
  const note = addProgress(form, asks ? words.working(text) : words.sending)
  const sending = (asks ? Promise.resolve() : lastSent).then(() =>
    send("/say", { channel: place, thread, text, key }),
  )
  if (!asks) lastSent = sending
  const outcome = await sending
  note.remove()
  if (!outcome) {
    keys.set(form, { text, key })
    return returnToDraft(form.dataset.draft ?? "", text)
  }
  keys.delete(form)
  if (outcome.open) await openPath(outcome.open)
}

function addProgress(form: HTMLFormElement, text: string): HTMLElement {
  const note = document.createElement("p")
  note.textContent = text
  form.querySelector(".under-way")?.append(note)
  return note
}

function composerField(target: EventTarget | null): HTMLTextAreaElement | undefined {
  const isField = target instanceof HTMLTextAreaElement && target.form?.dataset.composer !== undefined
  return isField ? target : undefined
}
