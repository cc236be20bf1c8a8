/** About sources that answer or do not, the search index and the embedding model. */
export const library = {
  sources: {
    /** Sent to sources with every request, so that their operators know who asks. */
    userAgent: "Paperboy (a bot that brings papers into chats)",
    tooManyRequests: (title: string) => `${title} says we asked too often.`,
    unavailable: (title: string) => `${title} can't answer right now.`,
    tryLater: "Try again in a few minutes.",
    noAnswer: (title: string, host: string) => `${title} didn't answer in time (${host}).`,
    unreachable: (title: string, host: string) => `${title} can't be reached (${host}).`,
    untrusted: (title: string, host: string) =>
      `${title} can't be reached because the certificate of ${host} isn't trusted. If your network checks its traffic, set NODE_EXTRA_CA_CERTS to its certificates.`,
    calledOff: (title: string, host: string) => `Stopped waiting for ${title} (${host}).`,
    unreadable: (title: string, status: number) => `${title} sent an answer I can't read (HTTP ${status}).`,
    refused: (title: string, status: number) => `${title} refused the request (HTTP ${status}).`,
    refusedList: (title: string, key: string) =>
      `${title} refused the list of ${key}, which is open (HTTP 400).`,
    endless: (title: string) => `${title} keeps sending more pages.`,
    redirectsForever: (host: string) => `${host} redirects in a loop.`,
    redirectsElsewhere: (from: string, to: string) => `${from} redirects to another host (${to}).`,
    nextPageElsewhere: (host: string) => `${host} puts its next page on another host.`,
    tooLong: (host: string, megabytes: number) => `${host} sent more than ${megabytes} MB.`,
    noSuchPaper: "there is no such paper",
    fewerThanNamed: "fewer than the authors that are named",
  },
  network: {
    justFailed: "the network failed a moment ago",
    noAnswerWithin: (seconds: number) => `no answer within ${seconds} s`,
  },
  notStoredYet: (id: string, why: string) => `I don't have ${id} yet, and I couldn't ask for it: ${why}`,
  whenOnline: "Try again when the network is back.",
  noSourceSearched: (failures: string) => `No other source could be searched. ${failures}`,
  storedStillSearched: "You can still search the papers stored here.",
  foundBy: (title: string) => `found by ${title}`,
  noList: (key: string) => `There's no list for ${key}.`,
  firstList: (day: string) => `The first list is from ${day}.`,
  newestAnnouncementsOnly: (day: string) => `arXiv only has its newest announcements, not those of ${day}`,
  notAnnouncedYet: (categories: string, day: string) =>
    `arXiv hasn't announced anything in ${categories} for ${day} yet`,
  embedding: {
    searchWithout: "Search goes on without it.",
    stopped: (model: string) => `The embedding model ${model} has stopped.`,
    crashed: (model: string, why: string) => `The embedding model ${model} stopped: ${why}`,
    noPackage: (model: string, runner: string, why: string) =>
      `EMBEDDING_MODEL is ${model}, which needs the package ${runner}. Run "npm install ${runner}", or remove EMBEDDING_MODEL. (${why})`,
    notLoaded: (model: string, why: string) =>
      `The embedding model ${model} can't be loaded: ${why} Check its name or path, or remove EMBEDDING_MODEL.`,
    noPipeline: (runner: string) => `${runner} has no pipeline.`,
  },
  log: {
    sourceRetried: "retrying a source",
    cacheUnread: "couldn't read a cached answer",
    cacheUnwritten: "couldn't cache an answer",
    sourceFailed: "couldn't read a source",
    sourceBug: "reading a source failed",
    papersLeftOut: "left out some papers of a list",
    startedOffline: "couldn't reach Hugging Face at start",
    otherIndex: "the saved index belongs to another store; rebuilding it",
    damagedIndex: "the saved search index can't be used; rebuilding it",
    indexBehind: "the search index couldn't follow the store",
    modelLoaded: "the embedding model is loaded",
    questionNotEmbedded: "couldn't compute the vector of a query",
    paperNotEmbedded: "the embedding model couldn't read a paper",
    vectorsBehind: "the papers' vectors couldn't follow the store",
    allEmbedded: "every paper has a vector",
    embedding: "computing the papers' vectors",
  },
}
