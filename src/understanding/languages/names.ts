const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** `NAME` stands for the words of a name. The first that fits counts. Firm ones need no capital letters. */
export const firmNamePhrases: readonly string[] = [
  'my name is NAME',
  'my names NAME',
  'name is NAME',
  'myself NAME',
  'my good name is NAME',
  'my self NAME',
  'you can call me NAME',
  'people call me NAME',
  'this is NAME speaking',
  'this is NAME here',
  'this is NAME calling',
  'i am NAME speaking',
  'i am NAME calling',
  'i am called NAME',
  'it is NAME speaking',
  'mera naam NAME hai',
  'mera nam NAME hai',
  'mera naam hai NAME',
  'main NAME bol raha',
  'main NAME bol rahi',
  'mai NAME bol raha',
  'NAME bol raha hoon',
  'NAME bol rahi hoon',
  'NAME bol raha hun',
  'NAME bol rahi hun',
  'NAME speaking',
  'speaking with NAME',
  'you are speaking to NAME',
  'you are speaking with NAME',
  'call me NAME',
]
/** These begin many other sentences too, and need the capital letters of a name. */
export const shyNamePhrases: readonly string[] = [
  'this is NAME',
  'i am NAME',
  'it is NAME',
  'NAME here',
  'main NAME',
  'NAME this side',
  'main NAME hoon',
  'its NAME',
  'my son NAME',
  'my daughter NAME',
  'my wife NAME',
  'my husband NAME',
  'my mother NAME',
  'my father NAME',
  'my brother NAME',
  'my sister NAME',
  'my friend NAME',
]

/** Words before a name that are not of it. */
export const titles = set('mr mrs miss ms mister doctor dr shri smt shrimati sri professor prof')

/** Words that are no part of a name, however they are written. */
export const noNames = set(`
  a an the i you he she it we they me my your his her our their mine yours this that these those there here
  who what when where why how which
  is am are was were be been being do does did have has had will would shall should can could may might
  must not no yes yeah yep nope okay
  and or but if so because than then to of for from with without at in on by about into over under after
  before between up down out off
  very really quite just only also too even still already now later today tomorrow yesterday morning
  evening afternoon night time
  busy free interested ready sorry fine good great happy sure right wrong correct available driving working
  calling speaking talking eating
  sleeping going coming looking waiting trying thinking planning living from home office meeting hospital
  work traffic call number phone
  back again please thank thanks hello hi hey bye actually basically maybe perhaps um uh hmm well like
  please sir madam
  one two three four five six seven eight nine ten hundred thousand lakh crore rupees first second third
  monday tuesday wednesday thursday friday saturday sunday january february march april june july august
  september october november december
  good nice bad new old same different other another some any all every each both many much more most less
  few lot best better
  haan nahi nahin ji hoon hun hai main mai mera meri kal aaj abhi baad bol raha rahi busy theek accha galat
  kaun kya aap naam not never
  want need know think like love hate see hear say tell ask give get make take go come put let buy pay paid
  interested afraid unable able
  customer owner manager person guy man woman boy girl wife husband son daughter brother sister mother
  father friend boss student teacher
  doctor engineer indian english hindi robot machine human person assistant nothing something anything
  everything someone anyone nobody
  great what speaking calling okay alright wrong repeat regarding called name
`)
