/** Who may come in: the sign-in page, the closed page, a link for another device. */
export const webAccess = {
  signIn: "Sign in",
  password: "Password",
  passwordHint: "Ask whoever runs this bot.",
  enter: "Sign in",
  wrong: "That's not the password. Check it and try again.",
  tooMany: (minutes: number) =>
    `Too many tries. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
  signInFirst: "Sign in first. Reload the page.",
  signOut: "Sign out",
  closed: "This page is closed",
  closedWhy: "It answers only on the machine that runs the bot.",
  closedHow:
    "To open it to others, set PAGE_PASSWORD and restart the bot. If a proxy with a login stands in front of it, set PAGE_USER_HEADER instead.",
  device: "Use on another device",
  deviceTitle: "Use Paperboy on another device",
  deviceHow: "Open this link there within 10 minutes. It works once and keeps your name and votes.",
  deviceLink: "Your link",
  join: (name: string) => `Continue as ${name}`,
  joinWhy: "This browser then has the same name and votes as your other device.",
  joinGone: "This link no longer works",
  joinGoneWhy: "It works once and for 10 minutes. Make a new one on your other device.",
}
