/** What the page's script says. The browser loads this file as it stands, so it imports nothing. */
export const webClient = {
  unreachable: "Paperboy isn't reachable. Check that it's running, then try again.",
  notSent: "Paperboy isn't reachable, so nothing was sent. Your text is kept. Try again in a moment.",
  failed: (status: number) => `That didn't work (HTTP ${status}). Reload the page and try again.`,
  unreadable: "This page couldn't be loaded. Reload it.",
  olderFailed: "Older messages couldn't be loaded. Try again in a moment.",
  dismiss: "Dismiss",
  notCopied: "Your browser didn't allow copying. Select the text and copy it yourself.",
  newPapers: (count: number) => (count === 1 ? "Show 1 new paper" : `Show ${count} new papers`),
  newSince: (count: number) => ` · ${count} new since your last visit`,
  reconnecting: "Connection lost. Reconnecting… Your drafts are kept.",
  refused: (why: string, seconds: number) => `${why} This page tries again in ${seconds} seconds.`,
  newMessages: " (new messages)",
  suggestions: (count: number) => (count === 1 ? "1 suggestion" : `${count} suggestions`),
  sending: "Sending…",
  working: (line: string) => `Paperboy is working on: ${line}`,
  lengthLeft: (length: number, limit: number) =>
    `${length.toLocaleString("en-US")} of ${limit.toLocaleString("en-US")} characters`,
  tooLong: (length: number, limit: number) =>
    `${length.toLocaleString("en-US")} of ${limit.toLocaleString("en-US")} characters. Shorten the message to send it.`,
}
