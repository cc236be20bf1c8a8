/** Why a file, an answer of a source, or one record of it can't be read. `where` names the file and the place in it. */
import { counted } from "../counted.ts"

export const files = {
  unreadable: (where: string, why: string) => `${where} ${why}.`,
  empty: "is empty",
  webPage: "is the HTML of a web page",
  webPageHint: "Save the text that you see on the page instead.",
  unknownFormat: "is in a format that Paperboy doesn't know",
  unknownFormatHint: (formats: string) => `Paperboy reads ${formats}.`,
  formats: "Hugging Face's JSON, JSON Lines, arXiv's Atom or RSS, and the text of the daily papers page",
  badJson: (why: string) => `isn't valid JSON: ${why}`,
  badXml: (why: string) => `isn't valid XML${why && `: ${why}`}`,
  doctype: "has a document type, which no feed has",
  noAtom: "is XML, but not an Atom feed",
  noFeed: "is XML, but neither RSS nor Atom",

  notAPaper: (why: string) => `isn't a paper: ${why}`,
  noList: (said: string) => `has no list of papers${said && `. It says: ${said}`}`,
  textRows: (count: number) =>
    `has ${counted(count, "text")} instead of papers: each row was written as a Python value in quotes`,
  textRowsHint: "Write the rows with json.dump(rows, file), not json.dump([str(row) for row in rows], file).",
  textRowsOfDay: (count: number) => `rows: ${counted(count, "text")} instead of papers`,

  wrongField: (field: string, why: string) => `${field}: ${why}`,
  wholeRecord: "the record",
  unknownFault: "can't be read",
  noIdentifier: (text: string) => `"${text}" isn't an arXiv identifier`,
  emptyTitle: (id: string) => `title: is empty (${id})`,
  unknownAnnouncement: (type: string) => `announce_type: "${type}" is unknown`,
  noNames: "expected a list of names",
  noNumber: "expected a number",

  arXivBadIdentifier: (said: string) => `arXiv doesn't know this identifier: ${said}.`,
  arXivBadIdentifierHint: "An identifier looks like 2401.12345 or math/0611800.",
  arXivRefused: (said: string) => `arXiv refused the request: ${said}.`,
  arXivSilent: "it gives no reason",

  dailyPage: {
    notIt: 'isn\'t the daily papers page: the line "Daily Papers" is missing',
    noAbstract: "its abstract is missing",
    noPaper: "these details belong to no paper",
    noTitle: "its title is empty",
    notADate: (text: string) => `"${text}" isn't a date.`,
    notADateHint: "Write it like 2025-10-27.",
    otherDate: (where: string, shown: string, given: string) =>
      `${where} shows the list of ${shown}, but you gave ${given} as its date.`,
    otherDateHint: "Give the date that the page shows.",
    readAs: (where: string, day: string) =>
      `${where} shows no year, so it was read as the list of ${day}. If that's wrong, give the page's day with --date.`,
    noDay: (where: string, shown: string | undefined, year: number | undefined) => {
      const list = shown === undefined ? "names no day" : `shows ${shown} without a year`
      const dates =
        year === undefined ? "dates without a year are blank" : `dates without a year are in ${year}`
      return `${where} ${list}, so its papers are on no list, and ${dates}. Give the page's day with --date.`
    },
  },
}
