/** The server in which one tries the bot. */
import type { TwinOptions } from "../twin.ts"

/** The first is an admin. */
export const people: readonly string[] = ["Ada", "Ben", "Cleo"]

export const usualWorld: TwinOptions = {
  guilds: ["Paper Club", "Machine Learning"],
  channels: [
    { name: "welcome" },
    { name: "announcements", announcement: true },
    { name: "papers" },
    { name: "reading-group", forum: true, tags: ["Paper", "Question", "Diffusion"] },
    { name: "paper-requests" },
    { name: "general" },
  ],
}
