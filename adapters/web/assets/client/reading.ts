/** Reading a page in the background, and putting parts of it into the one on show. */
import { restoreDrafts } from "./draft.ts"
import { listOf, startLists } from "./messages.ts"
import { toast } from "./toast.ts"

/** The page at an address, or nothing; why not is said. */
export async function read(href: string): Promise<Document | undefined> {
  try {
    const response = await fetch(href)
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    if (page.querySelector("main.channel")) return page
    toast(page.querySelector("p")?.textContent ?? "That cannot be shown. Reload the page.")
  } catch {
    toast("Paperboy cannot be reached. Try again once the connection is back.")
  }
  return undefined
}

/** Reads the lists on show again and gives the page they come from. Composers are left alone. */
export async function readAgain(): Promise<Document | undefined> {
  const page = await read(location.href)
  if (page === undefined) return undefined
  for (const here of document.querySelectorAll<HTMLElement>(".scroll")) {
    const { listChannel = "", listThread } = here.dataset
    const there = listOf(listChannel, listThread, page)
    if (there) swap(here, there)
  }
  return page
}

/** Puts a part of a page that was read in the place of one on show. */
export function swap(here: Element, there: HTMLElement): void {
  const fresh = document.adoptNode(there)
  here.replaceWith(fresh)
  startLists(fresh)
  restoreDrafts(fresh)
}
