/** What people read about sending messages: see `src/words/README.md`. */
import type { GoneReason } from "../../vocabulary/errors.ts"

export const delivery = {
  /** Why a channel gets no posts for now. */
  gone: {
    deleted: "The channel was deleted.",
    archived: "The channel is archived. Posts resume when it is unarchived.",
    kicked: "Paperboy was removed from the channel. Posts resume when it is invited back.",
    removed: "Paperboy was removed from the server. Posts resume when it is back.",
    uninstalled: "Paperboy was uninstalled. Posts resume when it is installed again.",
    revoked: "Paperboy's access was revoked. Posts resume when it is installed again.",
  } satisfies Record<GoneReason, string>,
  log: {
    gone: "posts stop: the bot can no longer post there",
    back: "posts resume: the bot can post there again",
  },
}
