/** Settings for where one member asks for everything, faster than people do: nobody waits. */
export const askFreely = { MEMBER_COMMANDS_PER_MINUTE: "0", COMMUNITY_COMMANDS_PER_MINUTE: "0" } as const
