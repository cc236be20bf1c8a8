/** Tells the server once in which time zone the reader is, where they keep something there that has dates. */
const toldKey = "zone-told"

export function tellZone(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const member = document.body.dataset.member ?? ""
  const isReader = document.querySelector("[data-to-read]:not(:empty), main.mine") !== null
  const now = `${member} ${zone}`
  if (isReader && zone !== "" && localStorage.getItem(toldKey) !== now) void tell(zone, now)
}

/** Nobody waits for it: what fails is told with the next page. */
async function tell(zone: string, now: string): Promise<void> {
  try {
    const response = await fetch("/member/zone", { method: "POST", body: new URLSearchParams({ zone }) })
    const { on }: { readonly on?: boolean } = response.ok ? await response.json() : {}
    if (on) localStorage.setItem(toldKey, now)
  } catch {
    // The page works without it, with the server's zone.
  }
}
