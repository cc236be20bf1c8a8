/** What was written and not sent, per channel and thread: it outlives a reload, a restart and a lost connection. */

const prefix = "draft:"

/** Remembers all that stands in the composers. */
export function keepDrafts(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-draft]")) {
    const text = form.querySelector("textarea")?.value ?? ""
    if (text === "") localStorage.removeItem(prefix + form.dataset.draft)
    else localStorage.setItem(prefix + form.dataset.draft, text)
  }
}

/** Puts the drafts back into the composers beneath a node. */
export function restoreDrafts(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("[data-draft]")) {
    const field = form.querySelector("textarea")
    const draft = localStorage.getItem(prefix + form.dataset.draft)
    if (field && draft !== null && field.value === "") field.value = draft
  }
}

/** Puts back what could not be sent, before what was typed meanwhile. */
export function giveBack(name: string, text: string): void {
  const typed = localStorage.getItem(prefix + name)?.trim() ?? ""
  localStorage.setItem(prefix + name, typed === "" || typed === text ? text : `${text}\n${typed}`)
  for (const form of document.querySelectorAll<HTMLFormElement>(`[data-draft="${CSS.escape(name)}"]`)) {
    const field = form.querySelector("textarea")
    if (field) field.value = localStorage.getItem(prefix + name) ?? text
  }
}
