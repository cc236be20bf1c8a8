/** Papers in our own words, of which each weekday's list has some: none of them exists. */

type Sample = readonly [title: string, sentence: string, organization: string, authors: number, stars: number]

export const samples: readonly Sample[] = [
  [
    "Paper Boats: Folding Long Contexts into Small Models",
    "Paper Boats folds a million tokens of context into 512 learned vectors, and keeps 98% of the answers.",
    "Harbor Lab",
    7,
    1240,
  ],
  [
    "Lantern: Seeing in the Dark with One Diffusion Step",
    "Lantern restores night photos in one diffusion step on a phone, 40 times faster than before.",
    "Northlight Institute",
    4,
    310,
  ],
  [
    "Why Do Reasoning Models Say “Wait”?",
    "Pausing words mark the steps at which a model changes its mind, and removing them costs 11 points.",
    "",
    3,
    0,
  ],
  [
    "Sheep: A Benchmark of Ten Thousand Quiet Failures",
    "Sheep collects 10,000 answers that look right and are not, from 42 models and 9 languages.",
    "University of Reeds",
    12,
    88,
  ],
  [
    "Speculative Decoding for Mixtures of Experts",
    "A draft model that guesses experts rather than tokens makes decoding 2.3 times faster.",
    "Tandem AI",
    6,
    560,
  ],
  [
    "Gardens: Growing Robot Skills from Video Alone",
    "Gardens learns 31 manipulation skills from unlabeled video, without a single robot demonstration.",
    "Mossfield Robotics",
    15,
    204,
  ],
  [
    "Small Tables, Big Answers: Retrieval over Spreadsheets",
    "Splitting sheets at their headers beats whole-sheet retrieval by 17 points on 6 data sets.",
    "",
    5,
    0,
  ],
  [
    "Tidewater: Weather Forecasts from a Sparse Graph",
    "Tidewater forecasts ten days of weather on one GPU in four minutes, at the skill of the large systems.",
    "Coastline Center",
    9,
    720,
  ],
  [
    "The Price of a Token: Energy in Everyday Inference",
    "Measured on 14 machines, a chat answer costs as much energy as eleven seconds of a laptop.",
    "Ember Group",
    2,
    0,
  ],
  [
    "Birdsong-1B: A Language Model That Listens",
    "Birdsong-1B names 2,400 species from raw audio and explains what it heard.",
    "Open Aviary",
    11,
    430,
  ],
  [
    "Rewards Without Judges: Verifying Proof Sketches",
    "Checking the sketch of a proof gives a reward that a model cannot flatter.",
    "Lemma House",
    8,
    95,
  ],
  [
    "Cartographer: Maps of What a Model Knows",
    "Cartographer draws a map of 3 million features, on which neighbors mean the same.",
    "Harbor Lab",
    10,
    1510,
  ],
  [
    "One Camera, Many Rooms: Consistent Indoor Video",
    "A memory of rooms keeps furniture in place through four minutes of generated video.",
    "Northlight Institute",
    6,
    150,
  ],
  [
    "Pruning at Noon: When to Shrink a Network",
    "Networks pruned in the middle of training end up smaller and better than ones pruned at the end.",
    "",
    4,
    0,
  ],
  [
    "Clay: Text to Printable 3D in Eight Seconds",
    "Clay makes watertight meshes that print without support, in eight seconds a piece.",
    "Kiln Studio",
    7,
    980,
  ],
  [
    "Agents That Ask: Clarifying Before Coding",
    "Asking one question before writing code removes a third of the wrong patches.",
    "Tandem AI",
    5,
    260,
  ],
  [
    "Frost: Freezing Half the Layers Costs Nothing",
    "Freezing every second layer halves the cost of fine-tuning and loses nothing on 20 tasks.",
    "University of Reeds",
    3,
    0,
  ],
  [
    "A Census of Synthetic Text on the Web",
    "A fifth of pages made in 2026 hold generated paragraphs, most of them in recipes.",
    "Ember Group",
    6,
    40,
  ],
]

const authorNames = [
  "Ada Quill",
  "Jonas Weber",
  "Mei Tanaka",
  "Ravi Patel",
  "Eva Lindqvist",
  "Kofi Mensah",
  "Sol Vega",
  "Nora Haddad",
]

/** The list of a day as Hugging Face gives it: none at weekends. */
export function sampleRows(date: string, figures: string): readonly object[] {
  const day = Temporal.PlainDate.from(date)
  if (day.dayOfWeek > 5) return []
  const turn = day.since("2026-01-01").days
  const count = 12 + (Math.abs(turn) % 5)
  return Array.from({ length: count }, (_, at) =>
    sampleRow(day, Math.abs(turn * 5 + at) % samples.length, at, figures),
  )
}

function sampleRow(day: Temporal.PlainDate, index: number, rank: number, figures: string): object {
  const [title, sentence, organization, authors, stars] = samples[index] ?? ["", "", "", 1, 0]
  const id = `${day.toString().slice(2, 7).replace("-", "")}.${day.day.toString().padStart(2, "0")}${String(rank + 101)}`
  const names = Array.from({ length: authors }, (_, at) => authorNames[(index + at) % authorNames.length])
  const at = `${day.subtract({ days: 2 })}T17:00:00.000Z`
  return {
    paper: {
      id,
      title,
      summary: `${sentence} ${abstractOf(title)}`,
      ai_summary: sentence,
      authors: [...new Set(names)].map((name) => ({ name, hidden: false })),
      publishedAt: at,
      submittedOnDailyAt: `${day}T00:30:00.000Z`,
      upvotes: Math.max(2, 96 - rank * 7 - (index % 5)),
      ...(stars > 0
        ? { githubRepo: `sample/${title.split(/\W/)[0]?.toLowerCase()}`, githubStars: stars }
        : {}),
      ...(organization
        ? { organization: { name: organization.toLowerCase().replaceAll(" ", "-"), fullname: organization } }
        : {}),
    },
    title,
    publishedAt: at,
    numComments: index % 4 === 0 ? 3 : 0,
    thumbnail: `${figures}${index}.svg`,
  }
}

function abstractOf(title: string): string {
  return `We describe the method of “${title}”, compare it with five others under equal budgets, and publish what is needed to repeat every number. The gains hold over three seeds and shrink only where the training data is small.`
}
