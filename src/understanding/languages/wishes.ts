const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Beside a time they say that it is the one to call or to meet at. */
export const wishWords = set(`
  call ring phone contact callback ping talk speak connect reach available free fine good okay better best
  works suits suitable convenient possible prefer preferably please baat bat karo karna kijiye great
  perfect theek thik sahi make lets
`)
/** Beside a time they say that it is over, or somebody else's. */
export const elsewhereWords = set(`
  he she they his her their was were came went called told visited broke happened met spoke ordered paid
  ago last yesterday since attended tha thi gaya gayi hua
`)
/** They carry a time and say nothing else. */
export const carryingWords = set(`
  yes no okay yeah haan ji i am we is are be it the a an in on at by to of for from after before around
  about and or but so then maybe sir madam only sharp next this coming ko mein me ke ka ki se tak um uh
  will would can could you me us my any time day half past quarter oclock
`)
