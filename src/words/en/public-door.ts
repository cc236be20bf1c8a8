/** What people beyond the chat read who follow an address of ours. */
export const publicDoor = {
  notFound: "There is nothing at this address. It may have been renewed or ended.",
  failed: "Something went wrong. Try again in a minute.",
  tooMany: "Too many requests. Try again in a minute.",
  cannotListen: (host: string, port: number, code: string) =>
    `Feeds and mail links can't be served on port ${port} of ${host} (${code}).`,
  cannotListenHint: "Choose another PUBLIC_PORT, or leave it out: the page's port serves them too.",
  areAt: (address: string) => `Feeds and mail links are served at ${address}.`,
}
