/** Who and what is there at the start, and who turns up later. */
import { addChannel, addPerson, type ChannelPlan, foundGuild, joinGuild, makeAdmin } from "./guilds.ts"
import type { Guild, World } from "./world.ts"

export type PopulationPlan = {
  /** Names of servers; the first is where people are by default. */
  readonly guilds?: readonly string[]
  /** Of every server. */
  readonly channels?: readonly ChannelPlan[]
}

export type Population = {
  readonly guilds: readonly Guild[]
  readonly home: Guild
  /** The id of a person, who becomes a member of the server at first mention. */
  settle(name: string, guild: Guild, isAdmin: boolean): string
}

const founder = "Fay"

const usualChannels: readonly ChannelPlan[] = [
  { name: "general" },
  { name: "papers" },
  { name: "reading", forum: true, tags: ["Paper", "Question"] },
]

export function populate(world: World, plan: PopulationPlan): Population {
  const { guilds: names = ["Reading Room"], channels = usualChannels } = plan
  const people = new Map<string, string>()

  function personOf(name: string): string {
    const id = people.get(name) ?? addPerson(world, name)
    people.set(name, id)
    return id
  }

  const guilds = names.map((name) => {
    const guild = foundGuild(world, name, personOf(founder))
    for (const channel of channels) addChannel(world, guild, channel)
    return guild
  })
  const [home] = guilds
  if (!home) throw new Error("a twin needs at least one server")

  return {
    guilds,
    home,
    settle(name, guild, isAdmin) {
      const id = personOf(name)
      if (!guild.members.has(id)) joinGuild(world, guild, id)
      if (isAdmin) makeAdmin(world, guild, id)
      return id
    },
  }
}
