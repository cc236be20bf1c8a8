/** What others use of feeds. */
export { createFeeds } from "./feeds.ts"
export { type FeedFormat, feedFormats, isFeedFormat } from "./formats.ts"
export { toOpml } from "./opml.ts"
