const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))
const phrases = (lines: string): readonly string[] => lines.trim().split(/\s*[,\n]\s*/)

/** Sounds of a human who looks for the next word. */
export const hesitations = set('um umm uh uhh uhm er err erm ahm eh matlab')

/** Words that lead to another: conjunctions, articles, prepositions, in English and Hindi. */
export const leadingWords = set(`
  and but because cause or if unless until till while although than nor whether
  the a an my your our their its every
  to of for from with without at by into about between during against towards via per on in after before
  around
  aur lekin magar kyunki kyonki kyuki agar ki ka ke kyonke par
`)
/** Verbs that want the rest of their sentence. */
export const auxiliaries = set(`
  is are was were am be will would shall should could may might must has had have can do does did been
  want wants need needs wish prefer think suppose mean said says
`)
/** Words that begin a statement. */
export const subjects = set('i we they he she main mai ham hum mera meri mere mujhe aap')

/** Phrases whose last word looks as if it led on, and that are whole. */
export const wholePhrases = phrases(`
  go on, hold on, carry on, come on, hang on, move on, going on, later on, put it on, come in, count me in
  i am in, log in, this is he, this is she, this is me
  what for, who with, where from, where are you from, where to, who are you calling for, what about
  looking for, asked for
  who are you, how are you, where are you, who am i, what do you do, who is he, what is it
  what can you do, can i, may i
  i think, i do want, as you want, if you want, what you want, if you like, if you need, what you need
  is it, are you, will you, can you, do you, would you, did he, thank you, whoever it is, what it is
  not before, for free
`)
/** Whole as an answer, begun as a statement. */
export const openPhrases = phrases(`
  do not want to, would not like to, do not need to, would love to, not able to, not be able to, am happy to
  not going to, do not have to, call me, ring me, contact me
`)
/** Statements begun, whose rest is the point. */
export const begunPhrases = phrases(`
  call me on, call me at, call me around, call me after, my number is, number is, my name is, name is
  the amount is, amount is
  thing is that, problem is that, issue is that, reason is that,
  the thing is, the problem is, the issue is, the reason is, it is like, what i, let us say, you know
  i mean, so basically, can call me, may call me, could call me, let me see
  think that, say that, said that, know that, see that, hope that, told that, heard that, so that
  i is, i are
  am still, are still, is still, am just, are just, is just, i just, we just, am very, is very, am really
  half past, quarter to, quarter past, plus nine one, plus 91, you can call me on, please call me on
  contact me on, reach me at
  mera number, mera naam, mera number hai, mera naam hai, number hai, iska number, main chahta, main ye
  baat ye hai ki
`)
/** Replies begun, when nothing else was said. */
export const begunReplies = phrases(`
  that, this, yes that, no that, yes this, no this, make it, no make it, please make it, let us make it
  hmm, hm, mmm, hmm hmm
  can you, could you, would you, will you, can i, could i, may i, do you, did you, have you, can we, should i
`)
/** Words that open a statement and are none: "well, actually …". */
export const opening = set('well so actually basically see look like listen toh dekho dekhiye honestly')
/** These may stand before them. */
export const beforeOpening = set('yes no yeah okay haan ji oh but and nahi')
/** Verbs that never answer a question by themselves: "I want". */
export const wantingVerbs = set('want wants need needs wish prefer think suppose mean said says been')
/** Without a yes before them they hardly ever do: "I am". */
export const linkingVerbs = set('am are was were have had')
/** A day without its time, when a time was asked for. */
export const dayEnds = set(`
  today tomorrow morning evening afternoon night noon week weekend kal parso subah shaam sham dopahar raat
`)
export const questionWords = set('what how where who when why which whose')
/** A number right behind such a word is one of many digits. */
export const numberLabels = set('number mobile phone whatsapp contact cell nambar telephone')
/** Words that say that a telephone number is being given. */
export const telephoneWords = set('number mobile phone whatsapp contact cell on digits nambar telephone')
