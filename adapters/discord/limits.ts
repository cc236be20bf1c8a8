/**
 * What Discord allows, as data. Sources: the API reference's pages on messages, components, commands, threads and
 * interactions (https://docs.discord.com/developers), as of November 2026.
 */
export const limits = {
  message: { components: 40, displayedText: 4000 },
  button: { customId: 100, label: 80, perRow: 5, url: 512 },
  select: { options: 25, label: 100, description: 100, value: 100, placeholder: 150 },
  /** Fields beyond five are accepted today, and not documented. */
  modal: { title: 45, fields: 5, label: 45, description: 100, input: 4000, placeholder: 100, boxes: 10 },
  media: { description: 1024, url: 2048 },
  /** Of one attachment, in a server without boosts. */
  file: { bytes: 10 * 1024 * 1024 },
  /** Our own limits: the size of a file that a command reads, and how long that may take. */
  upload: { bytes: 4_000_000, deadlineMs: 20_000 },
  command: { description: 100, choices: 25, choiceName: 100, choiceValue: 100, text: 6000 },
  nonce: 25,
  /** 50 requests a second a bot, interaction answers exempt; two are left for what is not a message, and for clocks. */
  messagesPerSecond: 48,
  thread: { name: 100, appliedTags: 5 },
  /** First answer to an interaction; its token lives 15 minutes. */
  ackDeadlineMs: 3_000,
  /** How long something may take before there is a sign that it is being done. */
  quietMs: 1_000,
  /** A form is a first answer, so what is not there by then is answered by its card. */
  formDeadlineMs: 2_000,
  /** Autocomplete cannot be deferred: what is not there by then is not offered. */
  suggestDeadlineMs: 2_000,
} as const
