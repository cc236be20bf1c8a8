/** Sending a form to the server. What fails is said in a toast, with what to do. */
import { toast } from "./toast.ts"

/** What to do next: a thread to open. */
export type Outcome = { readonly open?: string }

/** A page that goes hears no answer any more; what it has sent goes out all the same. */
let isLeaving = false
addEventListener("pagehide", () => {
  isLeaving = true
})
addEventListener("pageshow", () => {
  isLeaving = false
})

/** Sends the fields that have a value. Gives nothing where the server could not take them. */
export async function send(
  path: string,
  fields: Readonly<Record<string, string | undefined>>,
): Promise<Outcome | undefined> {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value)
  try {
    // A reload in the middle must not take back what was sent.
    const response = await fetch(path, { method: "POST", body, keepalive: true })
    if (response.ok) return await response.json()
    toast((await response.text()).trim() || `That did not work (${response.status}). Reload the page.`)
  } catch {
    if (isLeaving) return {}
    toast("Paperboy cannot be reached, so that was not sent. Nothing is lost: try again once it is back.")
  }
  return undefined
}
