/** What people say to a bot that names no paper: greetings, thanks, a list, the paper of the thread. */

export type SmallTalk = "greeting" | "thanks"

/** What was said without asking for a paper; undefined if something is looked for. */
export function smallTalk(text: string): SmallTalk | undefined {
  const said = spokenWords(text)
  if (said.length === 0 || isAboutTheBot(said)) return "greeting"
  if (isMadeOf(said, thanks, filler) || thanksFor.test(said.join(" "))) return "thanks"
  if (isMadeOf(said, greetings, filler, remarks) || isMadeOf(said, remarks, filler)) return "greeting"
  const rest = said.slice(1).join(" ")
  return greetings.has(said[0] ?? "") && introduction.test(rest) ? "greeting" : undefined
}

/** What is about the paper in whose thread it is said, by the command that answers it. */
export function aboutThisPaper(text: string): "show" | "similar" | undefined {
  const said = spokenWords(text)
  if (isMadeOf(said, likeness, pointing)) return "similar"
  return isMadeOf(said, pointed, pointing) ? "show" : undefined
}

/** The list that is asked for without a word about what its papers are about: "what's new?", "trending papers". */
export function listAsked(text: string): "today" | "trending" | "random" | undefined {
  const said = spokenWords(text)
  if (isMadeOf(said, trending, list)) return "trending"
  if (isMadeOf(said, random, list)) return "random"
  return isMadeOf(said, newest, list) ? "today" : undefined
}

/** As it is said: lower case, without signs and emoji. */
function spokenWords(text: string): readonly string[] {
  const plain = text.toLowerCase().replaceAll(/:[a-z0-9_+-]+:/g, " ")
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

type Words = ReadonlySet<string>

/** One of `some` at least, and nothing that is in none of the sets. */
function isMadeOf(said: readonly string[], some: Words, ...beside: readonly Words[]): boolean {
  const known = [some, ...beside]
  return said.some((word) => some.has(word)) && said.every((word) => known.some((words) => words.has(word)))
}

const greetings = new Set([
  ..."hi hii hiya hey heya heyy hello helo hallo hola bonjour salut ciao moin servus yo howdy greetings gm namaste aloha".split(
    " ",
  ),
  ..."ola morning evening afternoon привет 你好 您好 こんにちは 안녕 안녕하세요".split(" "),
])
const remarks = new Set([
  ..."cool nice great awesome amazing wow lol haha hahaha ok okay k yes yep yeah no nope sure perfect lovely sweet neat".split(
    " ",
  ),
  ..."interesting test testing ping welcome congrats congratulations sorry oops hm hmm fine right agreed same yay woohoo".split(
    " ",
  ),
  ..."fantastic excellent brilliant beautiful good".split(" "),
])
const thanks = new Set([
  ..."thanks thank thx ty tysm thankyou tnx cheers danke merci gracias obrigado obrigada grazie arigato bye goodbye 谢谢".split(
    " ",
  ),
  ..."谢谢你 謝謝 ありがとう спасибо 감사합니다".split(" "),
])
const filler = new Set([
  ..."you u so much a an the lot lots very many again all everyone everybody there paperboy bot team folks guys friend".split(
    " ",
  ),
  ..."friends that this it is was i we really for to one work job stuff well done too also my dear and oh ah help mr".split(
    " ",
  ),
  ..."1 2 3 4 5 123 good nice great perfect awesome cool ok okay love appreciate s m day night".split(" "),
])
const thanksFor =
  /^(?:(?:ok|okay|great|cool|perfect|nice|oh) )*(?:many )?(?:thanks|thank you|thx|ty)(?: (?:so|very) much| a lot)? for (?:the|your|all|this|that|sharing|posting|helping)\b/
/** What follows a greeting and asks for nothing. */
const introduction =
  /^(?:(?:there|all|everyone|everybody|team|folks|paperboy|bot) ?)*(?:$|(?:from|to (?:all|everyone|you)|i (?:am|m)|we (?:are|re)|my name|this is|(?:nice|good|glad|happy) to|how (?:are|s)|what s up|is (?:anyone|anybody)|are you)\b)/

/** "What can you do?", "Who are you?", "How does this work?" */
function isAboutTheBot(said: readonly string[]): boolean {
  return said.length <= 8 && isMadeOf(said, questions, aboutBot) && isMadeOf(said, bot, aboutBot)
}
const questions = new Set("who what how are can".split(" "))
const bot = new Set("you paperboy bot this it up".split(" "))
const aboutBot = new Set(
  "who what how are can is s do does did you this it paperboy bot work works use i a the so for here up going doing today there real alive".split(
    " ",
  ),
)

const pointing = new Set([
  ..."what is s are this that the a an of it one paper about tell me us show give get find can you please any some in for".split(
    " ",
  ),
  ..."there more to as papers".split(" "),
])
const pointed = new Set(
  "this it summary summarize summarise summarized explain abstract pdf code link links authors details tldr tl dr".split(
    " ",
  ),
)
const likeness = new Set("similar related like".split(" "))

const trending = new Set("trending hot popular".split(" "))
const random = new Set("random surprise".split(" "))
const newest = new Set("new today papers daily latest newest news".split(" "))
const list = new Set(
  "what is s are there the a any anything me show give list of for today new papers paper please can you recent one your".split(
    " ",
  ),
)
