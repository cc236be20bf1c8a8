/** Writing: Enter sends, Shift+Enter breaks the line, what is not sent stays. */
import { completionKey, endCompletion, offerCompletions } from "./completion.ts"
import { giveBack, keepDrafts, restoreDrafts } from "./draft.ts"
import { openPath } from "./navigation.ts"
import { channel, threadOf } from "./page.ts"
import { send } from "./send.ts"

/** One key for each text until it is taken: sending it twice over a bad line says it once. */
const keys = new WeakMap<HTMLFormElement, { readonly text: string; readonly key: string }>()

/** Words are sent one after the other, so that they stand as they were written; a question waits for no other's answer. */
let said: Promise<unknown> = Promise.resolve()

/** Makes both composers work, and a thread's that opens later. */
export function startComposers(): void {
  restoreDrafts(document)
  document.addEventListener("input", (event) => {
    const field = composerField(event.target)
    if (!field) return
    keepDrafts()
    offerCompletions(field)
  })
  document.addEventListener("keydown", (event) => {
    const field = composerField(event.target)
    if (!field || event.isComposing || completionKey(field, event)) return
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

/** The field is free for the next line at once; what could not be sent comes back into it. */
async function say(form: HTMLFormElement): Promise<void> {
  const field = form.querySelector("textarea")
  const text = field?.value.trim() ?? ""
  if (!field || text === "") return
  const { channel: place, thread } = { channel: channel(), thread: threadOf(form) }
  endCompletion(field)
  field.value = ""
  keepDrafts()
  const known = keys.get(form)
  const { key } = known?.text === text ? known : { key: crypto.randomUUID() }
  const asks = /^(\/|@paperboy\b)/i.test(text)
  const note = noteUnderWay(form, asks ? `Paperboy is on it: ${text}` : "Sending …")
  const sending = (asks ? Promise.resolve() : said).then(() =>
    send("/say", { channel: place, thread, text, key }),
  )
  if (!asks) said = sending
  const outcome = await sending
  note.remove()
  if (!outcome) {
    keys.set(form, { text, key })
    return giveBack(form.dataset.draft ?? "", text)
  }
  keys.delete(form)
  if (outcome.open) await openPath(outcome.open)
}

function noteUnderWay(form: HTMLFormElement, words: string): HTMLElement {
  const note = document.createElement("p")
  note.textContent = words
  form.querySelector(".under-way")?.append(note)
  return note
}

function composerField(target: EventTarget | null): HTMLTextAreaElement | undefined {
  const isField = target instanceof HTMLTextAreaElement && target.form?.dataset.composer !== undefined
  return isField ? target : undefined
}
