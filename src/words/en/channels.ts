/** What people read: see `src/words/README.md`. */
export const channels = {
  /** What a new version reads differently. */
  changes: {
    notTold: "an admin could not be told that a saved setting has changed its meaning",
    later: "some admins could not be told yet that a saved setting has changed its meaning",
    schedule: {
      title: "Your schedule runs more often now",
      text: (schedule: string) =>
        `The schedule \`${schedule}\` that you set up names days of the month and days of the week. Paperboy used to post only on days that were both. Now it posts on days that are either, as cron does everywhere.`,
      next: "To change it, run `channel` in that channel.",
      open: "Open the channel",
    },
  },
  zone: {
    unknown: (written: string) => `There's no time zone "${written}".`,
    didYouMean: (zone: string) => `Did you mean \`${zone}\`?`,
    hint: "Name it by continent and city: `Europe/Berlin`, `America/New_York`, `Asia/Tokyo`, or `UTC`.",
  },
}
