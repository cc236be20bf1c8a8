/**
 * What Slack allows, as data. Sources: the Block Kit and Web API references (https://docs.slack.dev), November 2026.
 */
export const limits = {
  message: { blocks: 50, characters: 13_000, text: 4_000 },
  /** Less than the hundred that Slack allows: headings add lines of their own. */
  home: { blocks: 80 },
  header: 150,
  modal: { blocks: 100, title: 24, metadata: 3_000 },
  section: { text: 3_000, fields: 10, field: 2_000 },
  context: { elements: 10 },
  actions: { elements: 25 },
  button: { text: 75, value: 2_000, url: 3_000 },
  option: { text: 75, value: 150, options: 100 },
  placeholder: 150,
  /** Of a text that is typed into a form. */
  input: 3_000,
  checkboxes: 10,
  /** Slack takes ten; more than four are easier found in a menu. */
  radioButtons: 4,
  image: { alt: 2_000, url: 3_000 },
  file: { bytes: 1024 ** 3 },
  /** Of `action_id` and `block_id`. */
  id: 255,
  /** Slack shows a few previews a message at most. */
  unfurlLinks: 5,
  /** Buttons of a Work Object: those that stand there, and those in its menu. */
  entity: { primary: 2, overflow: 5 },
  /** First answer to a command, click or event; `trigger_id` lives as long. */
  ackDeadlineMs: 3_000,
  /** How long a form may stay open to be told what is wrong in it. */
  submitDeadlineMs: 2_000,
  /** After which a modal that is not ready shows that it is coming: its `trigger_id` lives no longer than the rest. */
  signAfterMs: 1_000,
  /** Below a form's field. */
  fieldError: 300,
  /** Suggestions cannot be deferred. */
  suggestDeadlineMs: 2_000,
  /** Over all channels of a workspace; of one channel, one a second. Measured: some 300 messages a minute. */
  messagesPerSecond: 5,
  /** A `response_url` takes this many answers within half an hour. */
  responses: 5,
} as const
