/** What Slack refuses, as data. https://docs.slack.dev, read in November 2026. */
export const limits = {
  message: { blocks: 50, characters: 13_000, text: 40_000 },
  view: { blocks: 100, title: 24, metadata: 3_000, callbackId: 255, bytes: 250_000, stack: 3 },
  section: { text: 3_000, fields: 10, field: 2_000 },
  header: 150,
  context: 10,
  actions: 25,
  button: { text: 75, value: 2_000, url: 3_000 },
  option: { text: 75, value: 150, options: 100, boxes: 10, overflow: 5 },
  placeholder: 150,
  image: { alt: 2_000, url: 3_000 },
  label: 2_000,
  id: 255,
  unfurlLinks: 5,
  /** Of a command, a click, an event; of a `trigger_id`. */
  deadlineMs: 3_000,
  response: { uses: 5, livesMs: 30 * 60_000 },
  signatureWindowMs: 5 * 60_000,
  eventRetries: 3,
} as const
