/** Who one is stands in a cookie of the whole browser: when that has changed, each of its windows reads its page anew. */
import { send } from "./send.ts"

const changed = "member-changed"

/** Makes the small forms of the member's menu work, and hears of other windows' ones. */
export function startMember(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.form === undefined) return
    event.preventDefault()
    void change(form.dataset.form, new FormData(form).get("name"))
  })
  addEventListener("storage", ({ key }) => key === changed && location.reload())
}

/** Only with the answer has the browser the new cookie. */
async function change(path: string, name: FormDataEntryValue | null): Promise<void> {
  if (!(await send(path, { name: typeof name === "string" ? name : undefined }))) return
  localStorage.setItem(changed, crypto.randomUUID())
  location.reload()
}
