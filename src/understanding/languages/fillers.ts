const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

/** Sounds and words that carry no answer; taken out before acts are looked for. */
export const fillers = set(
  `um umm uh uhh er err erm ah ahh hm hmm mm mmm actually basically literally honestly frankly simply sir madam
   maam mam boss bro brother sister bhai bhaiya bhaisaab bhaisahab didi dear please kindly yaar yar arre arey oye`,
)

/** Words that say nothing where a reply starts. */
export const openers = set('well so oh see look listen like')

/** Sounds of attention that do not want the floor, in any number and order. */
export const backchannels = set(
  `hmm hm hmmm mm mmm mhm mhmm aha ah ahh oh ohh okay yeah yes ya yep yup right sure haan han haa ha hun on hum ji
   accha acha achha theek thik true fine wow nice hm um uh huh umm uhh`,
)
/** Whole phrases of attention. */
export const backchannelPhrases = set(
  'uh|huh i|see got|it theek|hai thik|hai all|right go|on that|is|right oh|really sahi|hai haan|ji',
)
