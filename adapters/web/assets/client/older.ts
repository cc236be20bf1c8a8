/** Reading older messages, on demand. */
import { arrange } from "./arrange.ts"
import { toast } from "./toast.ts"

type Slice = { readonly html: string; readonly oldest?: string; readonly more: boolean }

/** Makes "Older messages" buttons work. */
export function startOlder(): void {
  document.addEventListener("click", (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLButtonElement>("[data-older]") : null
    const scroll = button?.closest<HTMLElement>(".scroll")
    if (button && scroll) void readOlder(button, scroll)
  })
}

async function readOlder(button: HTMLButtonElement, scroll: HTMLElement): Promise<void> {
  if (button.disabled) return
  button.disabled = true
  try {
    put(await fetchOlder(button, scroll), button, scroll)
  } catch {
    toast("Older messages cannot be read just now. Try again in a moment.")
  }
  button.disabled = false
}

async function fetchOlder(button: HTMLButtonElement, scroll: HTMLElement): Promise<Slice> {
  const { listChannel = "", listThread = "" } = scroll.dataset
  const query = { channel: listChannel, thread: listThread, before: button.dataset.older ?? "" }
  const response = await fetch(`/older?${new URLSearchParams(query)}`)
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

/** What one was reading stays where it was. */
function put(slice: Slice, button: HTMLButtonElement, scroll: HTMLElement): void {
  const fromEnd = scroll.scrollHeight - scroll.scrollTop
  scroll.querySelector(".messages")?.insertAdjacentHTML("afterbegin", slice.html)
  arrange(scroll)
  button.dataset.older = slice.oldest ?? ""
  button.hidden = !slice.more
  scroll.scrollTop = scroll.scrollHeight - fromEnd
}
