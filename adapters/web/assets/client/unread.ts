/** Which channels have something new, kept over page loads. */
import { channel } from "./page.ts"

const prefix = "unread:"

/** Marks a channel that is not on show. */
export function markUnread(name: string): void {
  localStorage.setItem(prefix + name, "1")
  showUnread()
}

/** Shows the marks; the channel on show is read. */
export function showUnread(): void {
  localStorage.removeItem(prefix + channel())
  for (const link of document.querySelectorAll<HTMLElement>("[data-channel-link]")) {
    const unread = localStorage.getItem(prefix + link.dataset.channelLink) !== null
    link.classList.toggle("unread", unread)
    const words = link.querySelector(".new-words")
    if (words) words.textContent = unread ? " (new messages)" : ""
  }
}
