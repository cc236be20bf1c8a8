/**
 * Words that say how a sentence is built, and nothing of what it is about, and those by which people ask. A query
 * drops them only where other words remain: `what is attention` seeks `attention`, `to be or not to be` all of it.
 */
export const stopWords: ReadonlySet<string> = new Set(
  (
    "a about after all also am an and any are as at be because been before being between both but by can could did do " +
    "does doing done during each few for from further had has have having he her here hers him his how i if in into " +
    "is it its itself just me more most my no nor not of off on once only or other our ours out over own same she " +
    "should so some such than that the their theirs them themselves then there these they this those through to too " +
    "under until up very was we were what when where which while who whom whose why will with would you your " +
    // How people ask for papers.
    "paper papers article articles please show find give tell recent work works there's what's"
  ).split(" "),
)
