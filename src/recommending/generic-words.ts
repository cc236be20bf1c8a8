/** Words of every abstract that name no topic, though some are rare enough to look like one. */
const genericWords: ReadonlySet<string> = new Set(
  (
    "ability|able|above|achieve|achieved|achieves|achieving|across|additional|address|addresses|advance|advances|advantage|" +
    "allow|allowing|allows|along|already|alternative|although|among|amount|analysis|approach|approaches|around|aspect|aspects|" +
    "available|based|become|becomes|benefit|best|better|beyond|build|building|built|bottleneck|called|capability|capable|" +
    "capture|captures|carefully|case|cases|challenge|challenges|challenging|combine|combining|common|commonly|compared|" +
    "comparable|complete|complex|comprehensive|consistent|consistently|consists|contrast|contribution|contributions|" +
    "conventional|core|critical|crucial|current|currently|deploy|deployed|deploying|deployment|derive|design|designed|desired|despite|" +
    "develop|developed|different|difficult|directly|distinct|diverse|due|easily|effect|effective|effectively|effectiveness|" +
    "efficiency|efficient|efficiently|either|eliminate|emerge|emerged|emerging|enable|enables|enabling|end|enhance|enhanced|" +
    "ensure|entire|especially|essential|even|every|evidence|existing|experiment|experiments|explicit|explicitly|explore|" +
    "extensive|face|fail|fails|fewer|final|finally|findings|first|fixed|focus|following|four|framework|fully|fundamental|" +
    "furthermore|future|gain|gains|gap|general|given|good|great|greater|hard|help|high|higher|highly|however|identify|impact|" +
    "implicit|important|improve|improved|improvement|improvements|improves|improving|including|increase|increasing|" +
    "increasingly|inherent|initial|insight|insights|instead|introduce|introduces|introducing|involves|issue|issues|key|" +
    "known|lack|large|largely|larger|last|latest|lead|leading|leads|less|level|leverage|leverages|leveraging|like|limit|" +
    "limitation|limitations|limited|long|low|lower|main|mainly|maintain|maintaining|major|make|makes|making|many|may|mean|" +
    "method|methods|might|mitigate|model|models|moreover|much|multiple|must|namely|natural|nature|necessary|need|needed|" +
    "needs|never|nevertheless|new|next|notable|notably|novel|number|numerous|observe|obtain|offer|offers|often|one|ones|" +
    "open|original|others|outperform|outperforms|overall|overcome|particular|particularly|perform|performance|possible|" +
    "potential|practical|present|presents|prevent|previous|previously|primarily|primary|principled|prior|problem|problems|" +
    "process|produce|produces|project|promising|propose|proposed|proposes|provide|provides|providing|public|publicly|purely|" +
    "quality|quite|range|rather|reach|real|reduce|reduced|reduces|reducing|related|release|relevant|rely|relies|relying|" +
    "remain|remains|require|required|requires|requiring|research|respectively|result|resulting|results|reveal|reveals|" +
    "robust|role|same|second|seen|serve|serves|set|setting|settings|several|significant|significantly|similar|simple|" +
    "simply|since|single|six|small|smaller|solution|solutions|solve|specific|specifically|stage|standard|state|step|still|" +
    "strategy|strong|stronger|structured|struggle|study|substantial|substantially|success|successfully|suffer|suffers|" +
    "suggest|superior|support|supports|surpass|system|systems|systematic|take|takes|target|task|tasks|technique|" +
    "techniques|three|thus|together|top|toward|towards|traditional|train|trained|training|two|type|types|typically|unified|" +
    "unique|unlike|unseen|upon|use|used|useful|user|users|uses|using|usually|valuable|value|variety|various|vary|via|" +
    "well|whether|wide|widely|within|without|yet|yield|yields|zero|space|rate|order|bench|learn|learns|learned|learning|data|" +
    "code|https|github|com|www|et|al|eg|ie"
  ).split("|"),
)

/** Whether a word, or any word of a pair, names no topic. */
export function isGeneric(text: string): boolean {
  const words = text.toLowerCase().split(/[ -]/)
  if (words.length === 1) return isGenericWord(text.toLowerCase())
  return words.every(isGenericWord) || words.some((word) => isAdverb(word) || neverInPairs.has(word))
}

const isGenericWord = (word: string) => genericWords.has(word) || isAdverb(word)

const isAdverb = (word: string) =>
  word.length > 5 && word.endsWith("ly") && !/(?:family|assembly|anomaly)$/.test(word)

/** `flow matching` is a topic though `matching` alone hardly is; `simple yet` and `existing agents` are none. */
const neverInPairs: ReadonlySet<string> = new Set(
  (
    "across|additional|although|among|available|based|best|better|beyond|both|called|current|despite|different|diverse|due|" +
    "effective|either|enable|enables|enabling|ensure|even|existing|extensive|first|following|framework|furthermore|" +
    "general|given|however|improve|improves|improving|including|instead|introduce|introduces|key|large|leverage|leverages|" +
    "like|limited|many|method|methods|moreover|multiple|must|need|new|novel|one|outperform|outperforms|particular|" +
    "performance|present|prior|propose|proposed|proposes|provide|provides|rather|reduce|recent|require|requires|results|" +
    "several|significant|significantly|simple|small|specific|strong|superior|three|thus|towards|toward|two|unlike|use|used|" +
    "uses|using|various|via|well|whether|widely|within|without|yet"
  ).split("|"),
)
