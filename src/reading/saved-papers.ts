import { UserError } from "../vocabulary/errors.ts"
import {
  type Account,
  longestNote,
  longestTag,
  mostTags,
  readingStates,
  type SavedChange,
  type SavedPapers,
} from "../vocabulary/readers.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

const sayings = words.readers.tooLong
const nothing = Object.fromEntries(readingStates.map((state) => [state, 0])) as Awaited<
  ReturnType<SavedPapers["counts"]>
>

/** The papers that members save, by the person that each is. */
export function createSavedPapers({
  readings,
  persons,
  clock,
}: Pick<Services, "readings" | "persons" | "clock">): SavedPapers {
  const now = () => clock.now().toString()
  /** What is read of a person; of who never wrote anything, nothing. */
  async function ofPerson<T>(account: Account, read: (person: string) => Promise<T>, none: T): Promise<T> {
    const person = (await persons.find(account))?.person
    return person === undefined ? none : read(person)
  }

  return {
    async save(account, paper, change = {}) {
      check(change)
      const { person } = await persons.ensure(account)
      return readings.save(person, paper, change, now())
    },
    remove: (account, paper) =>
      ofPerson(account, (person) => readings.remove(person, paper, now()), undefined),
    async react(account, paper, on, message) {
      if (on) await readings.save((await persons.ensure(account)).person, paper, {}, now(), message)
      else await ofPerson(account, (person) => readings.remove(person, paper, now(), message), undefined)
    },
    of: (account, papers) => ofPerson(account, (person) => readings.of(person, papers), new Map()),
    list: (account, { page = 1, limit, ...filter }) =>
      ofPerson(account, (person) => readings.page(person, filter, { offset: (page - 1) * limit, limit }), {
        saved: [],
        total: 0,
      }),
    all: (account) => ofPerson(account, readings.all, []),
    counts: (account) => ofPerson(account, readings.counts, nothing),
    async tags(account) {
      const lists = await ofPerson(account, readings.tagLists, [])
      const used = Map.groupBy(
        lists.flatMap(({ tags, papers }) => tags.map((tag) => ({ tag, papers }))),
        ({ tag }) => tag,
      )
      return [...used]
        .map(([tag, each]) => ({ tag, papers: each.reduce((sum, { papers }) => sum + papers, 0) }))
        .toSorted((one, other) => other.papers - one.papers || (one.tag < other.tag ? -1 : 1))
    },
  }
}

function check({ note = "", tags = [] }: SavedChange): void {
  if (note.length > longestNote)
    throw new UserError("note-too-long", sayings.note(note.length, longestNote), {
      hint: sayings.noteHint,
      field: "note",
    })
  if (tags.length > mostTags)
    throw new UserError("too-many-tags", sayings.tags(tags.length, mostTags), {
      hint: sayings.tagsHint,
      field: "tag",
    })
  const long = tags.find((tag) => tag.length > longestTag)
  if (long !== undefined)
    throw new UserError("tag-too-long", sayings.tag(long, longestTag), {
      hint: sayings.tagHint,
      field: "tag",
    })
}
