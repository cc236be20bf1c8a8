/** What the server wrote into the page about where it is. */

/** The channel on show. */
export function channel(): string {
  return document.body.dataset.channel ?? ""
}

/** The thread on show at the right, or nothing. */
export function openThread(): string | undefined {
  return pane().dataset.thread
}

/** The thread pane, open or not. */
export function pane(): HTMLElement {
  return element("thread")
}

/** The element with that id, which the server always renders. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no #${id}`)
  return found
}

/** The thread in whose pane a node lies, or nothing for the channel. */
export function threadOf(node: Element): string | undefined {
  return node.closest<HTMLElement>("#thread")?.dataset.thread
}
