/** What people read: see `src/words/README.md`. */
export const community = {
  discussions: {
    noThreadsHere: {
      what: "There are no threads here.",
      hint: "Discuss papers in a channel of your server, your workspace or the web page.",
    },
    refused: (why: string) => `I couldn't open a thread: ${why}`,
  },
  placeUnknown: "a channel's name could not be read",
  tallies: {
    postNotEdited: "a post could not be updated with its new votes",
    postsUnreadable: "the posts of a paper could not be read, so their votes are not updated",
    votesUnreadable: "votes from other processes could not be read",
  },
}
