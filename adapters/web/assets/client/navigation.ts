/** Threads open beside the channel without a page load; every other link is a plain link. */
import { element, keepDrafts, pane } from "./page.ts"
import { read, swap } from "./server.ts"
import { resumeFrom, showUnread } from "./stream.ts"

/** The path that the pane shows. */
let shown = location.pathname

/** Makes thread links, the close button, Back and Escape work. */
export function startNavigation(): void {
  showUnread()
  markMain()
  narrow.addEventListener("change", markMain)
  addEventListener("storage", showUnread)
  addEventListener("popstate", () => {
    if (location.pathname !== shown) void show(location.href)
  })
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
    if (link && plain && staysHere(link)) {
      event.preventDefault()
      void openPath(link.href)
    }
  })
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && isForPane())
      pane().querySelector<HTMLElement>("[data-close-thread]")?.click()
  })
}

/** Escape closes an open menu first, and does nothing while one writes in the channel. */
function isForPane(): boolean {
  const { activeElement, body } = document
  return (
    !document.querySelector(":popover-open") && (activeElement === body || pane().contains(activeElement))
  )
}

/** Shows a thread of the channel on the right, or closes it, and moves the focus to its field. */
export async function openPath(href: string): Promise<void> {
  const opener = document.activeElement
  history.pushState(null, "", href)
  await show(href)
  const text = pane().querySelector<HTMLElement>("textarea")
  if (text) text.focus()
  else if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
  else element("say-channel").focus()
}

async function show(href: string): Promise<void> {
  shown = new URL(href, location.href).pathname
  const page = await read(href)
  const fresh = page?.querySelector<HTMLElement>("#thread")
  if (!page || !fresh) return
  if (page.body.dataset.channel !== document.body.dataset.channel) return location.reload()
  keepDrafts()
  swap(pane(), fresh)
  resumeFrom(page)
  document.querySelector("main")?.toggleAttribute("data-behind", pane().dataset.thread !== undefined)
  markMain()
  document.querySelector<HTMLElement>(":target")?.focus()
}

/** As in `narrow.css`: the thread covers the channel. */
const narrow = matchMedia("(width < 68rem)")

/** A thread that covers the channel is the main part of the page. */
function markMain(): void {
  const covers = narrow.matches && pane().dataset.thread !== undefined
  pane().role = covers ? "main" : "complementary"
  const heading = pane().querySelector("h2")
  if (heading) heading.ariaLevel = covers ? "1" : null
}

/** Whether a link leads into a thread of the channel on show, or back out of one. */
function staysHere(link: HTMLAnchorElement): boolean {
  const channel = `/channels/${document.body.dataset.channel}`
  if (link.pathname === location.pathname && link.hash !== "") return false
  const leads = link.origin === location.origin && link.target === ""
  if (!leads || (link.pathname !== channel && !link.pathname.startsWith(`${channel}/t/`))) return false
  return link.search === ""
}
