/** What the rest of the core may know about papers and lists. */
export { abstractLink, huggingFaceLink, type PaperLink, paperLinks } from "./links.ts"
export type { Listed, PaperList, Period } from "./list.ts"
export { firstListDay, isWeekend, listClosesAt, listDayAt, listOpensAt } from "./list-day.ts"
export { mergePapers } from "./merge.ts"
export { canonicalId, isNewStyleId, isTitleKey, paperIdsIn, parsePaperName } from "./name.ts"
export type { Paper, PaperName, PaperSource } from "./paper.ts"
export { daysOf, isDate, periodOf, periodOfKey, shiftedPeriod } from "./period.ts"
export { titleKey } from "./title-key.ts"
