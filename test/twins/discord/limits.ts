/** What Discord refuses, as data. https://discord.com/developers/docs, read in November 2026. */
export const limits = {
  message: {
    content: 2000,
    nonce: 25,
    /** Buttons, selects and embeds of the older form. */
    rows: 5,
    perRow: 5,
    customId: 100,
    label: 80,
    selectOptions: 25,
    selectOptionText: 100,
    placeholder: 150,
    /** Components v2. */
    components: 40,
    text: 4000,
    galleryItems: 10,
    mediaDescription: 1024,
    sectionTexts: 3,
  },
  /** Of one attachment, in a server without boosts. */
  file: { bytes: 10 * 1024 * 1024, perMessage: 10 },
  embed: {
    perMessage: 10,
    title: 256,
    description: 4096,
    fields: 25,
    fieldName: 256,
    fieldValue: 1024,
    footer: 2048,
    author: 256,
    /** Over all embeds of a message together. */
    total: 6000,
  },
  command: {
    perScope: 100,
    name: 32,
    description: 100,
    options: 25,
    choices: 25,
    choiceName: 100,
    choiceValue: 100,
    /** Names, descriptions and choice values of a command and all its options. */
    total: 8000,
    creationsPerDay: 200,
  },
  modal: {
    title: 45,
    components: 5,
    label: 45,
    description: 100,
    input: 4000,
    placeholder: 100,
    /** Of radio and checkbox groups. */
    options: 10,
  },
  reaction: { kinds: 20 },
  /** Messages older than an hour. */
  oldEdits: { afterMs: 60 * 60_000, limit: 3, windowMs: 6_000 },
  crosspost: { limit: 10, windowMs: 60 * 60_000 },
  /** New conversations. Discord names no number; bots that opened 25 to 40 at once were stopped. */
  openings: { limit: 25, windowMs: 10 * 60_000 },
  thread: { name: 100, autoArchiveMinutes: [60, 1440, 4320, 10080], appliedTags: 5 },
  interaction: { firstResponseMs: 3_000, tokenMs: 15 * 60_000 },
  /** Discord says "the past few minutes". */
  nonceMs: 5 * 60_000,
  rates: {
    globalPerSecond: 50,
    /** 401, 403 and 429 answers in ten minutes; more ban the address. */
    invalidRequests: 10_000,
    invalidWindowMs: 10 * 60_000,
  },
  gateway: { identifiesPerDay: 1000, guildsPerShard: 2500 },
  page: { messages: 100, reactors: 100, threads: 100 },
} as const
