import { counted } from "../counted.ts"

/** What admins read about who changed what. `what`: a channel as people call it, `#papers`; `who`: a member's name. */
export const audit = {
  description: "See who changed what in this community",
  examples: ["audit"],
  title: "Who changed what",
  none: (days: number) => `Nothing was changed in the last ${counted(days, "day")}.`,
  noneHint: "Set-up, pauses, skipped and deleted posts are listed here from now on.",
  kept: (days: number) =>
    `Kept for ${counted(days, "day")}. Members who had their data deleted have no name here.`,
  somebody: "Somebody",
  somewhere: "a channel",
  settings: {
    new: (who: string, what: string) => `${who} set up the daily post of ${what}`,
    removed: (who: string, what: string) => `${who} removed the daily post of ${what}`,
    on: (who: string, what: string) => `${who} turned on the daily post of ${what}`,
    off: (who: string, what: string) => `${who} turned off the daily post of ${what}`,
    paused: (who: string, what: string, until: string) =>
      `${who} paused the daily post of ${what} until ${until}`,
    resumed: (who: string, what: string) => `${who} ended the pause of the daily post of ${what}`,
    changed: (who: string, what: string) => `${who} changed the daily post of ${what}`,
    same: (who: string, what: string) => `${who} saved the daily post of ${what} without changing it`,
    /** `10 papers → 5 papers`. */
    from: (before: string, after: string) => `${before} → ${after}`,
  },
  posted: (who: string, what: string, list: string) => `${who} posted ${list} in ${what}`,
  skipped: (who: string, what: string, list: string) => `${who} skipped ${list} in ${what}`,
  "put-back": (who: string, what: string, list: string) => `${who} took back skipping ${list} in ${what}`,
  "taken-out": (who: string, what: string, list: string) => `${who} deleted ${list} from ${what}`,
  "feed-made": (who: string, what: string) => `${who} made a feed of ${what}`,
  "feed-renewed": (who: string, what: string) => `${who} gave the feed of ${what} a new address`,
  "feed-ended": (who: string, what: string) => `${who} ended the feed of ${what}`,
  forgotten: "A member had everything about them deleted",
  restored: "Who runs Paperboy put back an earlier copy of its data",
  restoredHint: "Settings and votes from after that copy may be missing.",
  asked: (where: string) => `asked for in ${where}`,
} as const
