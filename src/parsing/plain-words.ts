/** What is looked for, without "show me", "papers about", "what is new in" and the like, and without a closing "please". */
export function withoutLeadIn(text: string): string {
  let rest = text.trim().replace(/(?:[\s,]+(?:please|pls|thanks|thank you))?[\s?!.…]*$/i, "")
  for (let before = ""; before !== rest; ) {
    before = rest
    rest = rest.replace(leadIn, "").replace(/^[,:;–—\s]+(?=.*[\p{L}\p{N}])/u, "")
  }
  return rest.replace(/\s+(?:papers?|publications?|preprints?)$/i, "").trim()
}

const determiner =
  "(?:(?:a|an|the|some|any|all|more|other|few|good|great|relevant|interesting|important|nice) )*"
const noun = "(?:papers?|works?|research(?: papers?)?|articles?|publications?|preprints?|studies|literature)"
const about =
  "(?:(?:that (?:are|is|deal) )?(?:about|on|with|regarding|concerning|covering|around|related to|dealing with)|in the (?:field|area) of|in|for)"
const what = "(?:what|which)(?: (?:is|are|s)|['’]s)?"

/** Words before what is looked for. Each is followed by more, and several may follow each other. */
const leadIns = [
  "(?:hi|hey|hello|hallo|ok|okay|so|and|well|please|pls|thanks|paperboy)(?: (?:there|all|everyone|paperboy))?[,.!:]* ",
  "(?:can|could|would|will) you (?:please )?",
  "(?:can|could|may) (?:i|we) (?:have|get|see|find) ",
  "(?:i|we)(?: |['’])(?:want|need|would like|d like|am looking|are looking|m looking|re looking)(?: to (?:see|read|find|know))?(?: about| for)? ",
  "looking for ",
  "(?:do|did|have) you (?:have|know|got|find|see)(?: of)? ",
  "(?:is|are) there ",
  "where (?:can|do) (?:i|we) find ",
  "help (?:me|us) (?:to )?(?:find|search(?: for)?|look for) ",
  "(?:show|give|find|get|send|list|recommend|suggest|tell)(?: me| us)(?: about)? ",
  `(?:show|give|get|send|list|recommend|suggest)(?= ${determiner}(?:latest |recent |new )?${noun}\\b) `,
  "(?:find|search(?: for)?|look for|look up|lookup) ",
  `${what} (?:new|hot|up|happening|going on) (?:in|on|with|about|for) `,
  "(?:anything|something|news?)(?: new)? (?:about|on|in) ",
  "(?:how|what) about ",
  `${what} (?=(?:the )?(?:best|top|latest|newest|most|recent|new)\\b)`,
  `${what} (?=${determiner}${noun}\\b)`,
  `${determiner}${noun} (?:(?:are )?there )?${about} `,
  `the (?=(?:best|top|latest|newest|most|recent|new)\\b)`,
]
const leadIn = new RegExp(`^(?:${leadIns.join("|")})(?=\\S)`, "i")
