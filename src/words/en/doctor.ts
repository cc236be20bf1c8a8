import { counted } from "../counted.ts"

/** What doctor checks, what it finds, and what to do. */
export const doctor = {
  configuration: {
    subject: "Configuration",
    ok: "every setting can be used",
    isSetTo: (value: string) => `is ${JSON.stringify(value)}`,
    isNotUsable: "cannot be used",
    advice: (allowed: string, hint: string | undefined) =>
      `It should be ${allowed}${hint === undefined ? "" : ` (${hint})`}.`,
    noEffect: (variable: string) => `${variable} has no effect`,
    didYouMean: (variable: string) => `Did you mean ${variable}?`,
  },
  node: "Node",
  folder: {
    subject: "Data folder",
    notThere: (folder: string) => `${folder} does not exist yet; the first start creates it`,
    advice: "Let the user who runs Paperboy write to the folder, or set DATA_DIR to another one.",
    open: (folder: string) => `other users of this machine can write to ${folder}`,
    openAdvice: (folder: string) => `Run \`chmod 700 ${folder}\`.`,
  },
  disk: {
    subject: "Disk",
    free: (bytes: number) =>
      bytes < 1e9 ? `${Math.floor(bytes / 1e6)} MB free` : `${(bytes / 1e9).toFixed(1)} GB free`,
    advice: "Free some space on that disk, or set DATA_DIR to a folder on another one.",
  },
  store: {
    subject: "Database",
    ok: (papers: number) => `sound, ${counted(papers, "paper")}`,
    damagedAdvice: "Stop the bot and restore a backup.",
    unopenedAdvice: "Try another DATA_DIR to find out whether the disk is the cause.",
  },
  network: {
    subject: "Network",
    offline: "not asked, because OFFLINE is set; answers come from stored data",
    huggingFace: "Hugging Face",
    arXiv: "arXiv",
    announcements: "arXiv's announcements",
    unreachable: (origin: string, why: string) => `${origin} can't be reached: ${why}`,
    unreachableAdvice: (variable: string) =>
      `Check the network, your proxy or firewall, and ${variable}. Until then, answers come from stored data.`,
    untrustedAdvice:
      "If your network checks its traffic, set NODE_EXTRA_CA_CERTS to the file with its certificates. Until then, answers come from stored data.",
    answered: (origin: string, status: number, ms: number) => `${origin} answered ${status} in ${ms} ms`,
    tooManyAdvice: "It limits requests. Wait a few minutes.",
    failedAdvice: (variable: string) => `Check that ${variable} is right and that the service is up.`,
    slowAdvice: "That is slow, so answers may come from stored data.",
    noAnswer: (seconds: number) => `no answer within ${seconds} s`,
  },
  page: {
    subject: "Page",
    here: "only people at this machine open it",
    password: "others need a password",
    named: (header: string) => `a proxy names people with ${header}`,
    trusts: (header: string, host: string) =>
      `whoever reaches ${host} past the proxy can set ${header} and come in without a password`,
    trustsAdvice: (header: string) =>
      `Set HOST to 127.0.0.1, or let only the proxy reach the port, and have it drop ${header} from people's requests.`,
    closed: (host: string) => `HOST=${host} lets other machines reach it, and it stays closed to them`,
    closedAdvice: "Set PAGE_PASSWORD to open it to others, or leave HOST out.",
  },
  door: {
    subject: "Feeds and mail links",
    here: "only people at this machine reach them; PUBLIC_URL opens them to others",
    reached: (origin: string, host: string, port: number) =>
      `${origin}, which has to lead to ${host}:${port}`,
    mailHere: (origin: string) =>
      `${origin} is this machine alone, so nobody elsewhere can confirm or stop a digest by e-mail`,
    mailHereAdvice: "Set PUBLIC_URL to an https address that a proxy on the internet hands to this machine.",
  },
  proxy: {
    subject: "Proxy",
    ok: (hosts: readonly string[], without: string | undefined) =>
      `requests go through ${hosts.join(" and ")}${without === undefined ? "" : `, except to ${without}`}`,
  },
  clock: {
    subject: "Clock",
    unknown: "no source told the time",
    unknownAdvice: "Run doctor again with a network.",
    right: "right",
    off: (seconds: number, isAhead: boolean) =>
      `${seconds} s ${isAhead ? "ahead of" : "behind"} the sources' clock`,
    offAdvice: "Turn on the system's time synchronization (NTP): posts follow this clock.",
  },
  zone: {
    subject: "Time zone",
    ok: (zone: string, time: string) => `${zone}, where it is ${time}`,
  },
  model: {
    subject: "Embedding model",
    ok: (model: string) => `${model} can be loaded`,
    measured: (questions: number, byWords: string, mixed: string) =>
      `on ${questions} judged questions, ${mixed} with it and ${byWords} by words alone (1 where each paper comes first)`,
    helps: "It takes part in search.",
    helpsNot: "It stays out of search. Remove EMBEDDING_MODEL, or name another.",
    unmeasured:
      "not measured yet: the bot does so once every paper has a vector, and ranks by words meanwhile",
    slow: (model: string, seconds: number) => `${model} did not load within ${seconds} seconds`,
    slowAdvice: "The bot keeps loading it and ranks by words meanwhile. Its log says when it is ready.",
  },
}
