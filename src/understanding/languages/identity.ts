/**
 * What people say when they are asked whether they are a certain person; `PERSON` stands for that person's
 * name, `PERSONS` for its possessive.
 */
export const samePersonPhrases: readonly string[] = [
  '(i am|this is|it is|myself|main|mai|my name is|mera naam) PERSON',
  'PERSON is (speaking|here)',
  'PERSON (speaking|here|this side|hi hoon|hoon|hun|bol raha|bol rahi|hi bol raha|hi bol rahi)',
  '(speaking|talking) (to|with) PERSON',
  '^ (yes|yeah|haan|haan ji|ji) [yes|ji] PERSON',
  '^ [yes|yeah|yes yes|haan|ji] (speaking|this is (he|she|him|her)|same person)',
  '^ [yes|haan|ji] (you are|you are speaking to me|it is me|that is me) $',
]

/** The person is somebody else, or not there. */
export const otherPersonPhrases: readonly string[] = [
  '(not|no|isnt) [mr|mrs|miss|ms] PERSON',
  'not (speaking|talking) (to|with) PERSON',
  'PERSON is [currently|right now] (not|out|away|in|at|on|my|busy|sleeping|driving|travelling|traveling|unavailable|dead|no)',
  'PERSON (isnt|was|does|did|will|went|comes|works|lives|stays|nahi|nahin|not|ji nahi|ghar|bahar)',
  'PERSONS (wife|husband|brother|sister|son|daughter|father|mother|friend|colleague|office|assistant|secretary|neighbour|roommate|papa|mummy|bhai)',
  '(his|her) (wife|husband|brother|sister|son|daughter|father|mother|friend|colleague|assistant|secretary)',
]

/** The number is not, or no longer, that person's. */
export const gonePersonPhrases: readonly string[] = [
  'PERSON [has|had|have|already|just] (left|quit|resigned|moved|retired|changed|sold|gave|died|passed|shifted|expired|transferred)',
  'PERSON [no longer|does not|did not|never|not] [longer] (live|lives|work|works|stay|stays|use|uses|lived|worked)',
  '(do not|never) [even] (know|heard) [of|about] [any|anyone|anybody|a|this|that|who|any mr] [called|named|by the name|is] PERSON',
  '(no|any|not any|is no|nobody called|no one called|koi) PERSON [here|nahi|nahin|at this *|on this *]',
  '(not|is not|isnt|nahi|nahin) PERSONS [number|phone|mobile|contact|house|office|line]',
  'PERSON ka (number|phone) (nahi|nahin)',
  'PERSONS (old|previous|former) (number|phone)',
]
