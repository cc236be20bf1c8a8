/** What people read about planning and sending posts: see `src/words/README.md`. */
import type { GoneReason } from "../../vocabulary/errors.ts"
import { counted } from "../counted.ts"

export const delivery = {
  /** Why a channel gets no posts for now. */
  gone: {
    deleted: "The channel was deleted.",
    archived: "The channel is archived. Posts resume when it is unarchived.",
    kicked: "Paperboy is no longer in the channel. Posts resume when it is back.",
    closed:
      "Paperboy can't send you direct messages. Allow them in your privacy settings, then turn the digest on again.",
    removed: "Paperboy was removed from the server. Posts resume when it is back.",
    uninstalled: "Paperboy was uninstalled. Posts resume when it is installed again.",
    revoked: "Paperboy's access was revoked. Posts resume when it is installed again.",
  } satisfies Record<GoneReason, string>,
  /** Why a message was not sent. */
  failed: {
    noAnswer: (seconds: number) => `The platform did not answer within ${seconds} seconds.`,
    lookUp: (why: string) => `Paperboy couldn't check whether the post arrived: ${why}`,
    tooOld: "The platform was unavailable until the post was too old to be posted in full.",
    notConnected: "The platform is not connected.",
  },
  turn: {
    ours: "This bot delivers.",
    theirs: (holder: string) => `${holder} delivers; this bot is on standby.`,
    another: "Another bot",
    unknown: "An unknown bot",
  },
  log: {
    gone: "posts stop: the bot can no longer post there",
    back: "posts resume: the bot can post there again",
    memberGone: "a member left, so their digest ends",
    storeFailed: "the store failed while messages were being sent",
    storeFailedAfterSend: "the store failed after a message was sent",
    leaseEnded: "a message was sent after its lease ended",
    confirmLater: "a message was sent, but the store cannot record it yet; trying again",
    surplus: "a slow platform posted a message twice; the surplus one is deleted",
    surplusUnknown: "a slow platform may have posted a message twice",
    clockOff: "this machine's clock is off",
    unfinished: "a posted message could not be finished",
    shortened: "a post is too old to be posted in full, so it becomes one line",
    givenUp: "a message could not be sent; giving up",
    retried: "a message could not be sent; it will be retried",
    adminToldFailed: "the admin could not be notified of a failed post",
    adminTold: "a post failed; its admin is notified",
    failuresUnread: "failed posts could not be read, so nobody was notified",
    permissionsUnknown: "missing permissions could not be checked",
    tickFailed: "a check for due posts failed",
    ourTurn: "this bot now delivers",
    theirTurn: "another bot delivers; this one is on standby",
    turnUnknown: "the store cannot say which bot delivers",
  },
  tick: {
    none: "No check for due posts yet.",
    last: (at: string) => `Last check for due posts: ${at}.`,
    stuck: (at: string, seconds: number) =>
      `The check for due posts that began at ${at} is still running after ${counted(seconds, "second")}. Restart the bot if this lasts.`,
  },
}
