/** The reader's time zone: told to the server once, where they keep something there that has dates, and put into forms. */
const toldKey = "zone-told"
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** A new digest starts in the reader's own time zone. */
export function startZones(): void {
  document.addEventListener("toggle", ({ target }) => target instanceof Element && takeZone(target), true)
}

function takeZone(opened: Element): void {
  const zone = opened.querySelector<HTMLInputElement>("form[data-begins] [name=zone]")
  if (zone && zone.value === zone.defaultValue) zone.value = ownZone() || zone.value
}

export function tellZone(): void {
  const zone = ownZone()
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
