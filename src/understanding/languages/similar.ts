/** Words that mean much the same in a reply: the first of a line stands for all. */
const GROUPS = `
buy purchase order get take kharidna lena
price cost rate charge charges fee fees amount expensive kitna paisa daam
call phone ring contact telephone
later afterwards tomorrow baad kal
want need require like wish chahiye looking
house home flat apartment property villa ghar
car vehicle auto gaadi
money cash fund funds paise paisa
loan credit emi finance
problem issue trouble complaint trouble difficulty dikkat
broken damaged defective faulty
cancel stop terminate end close discontinue
deliver delivery shipped dispatch courier shipping delivered parcel package
repeat again
agree accept okay fine
help assist support assistance
speak talk chat discuss
person human agent executive manager representative
change modify update reschedule shift move alter
appointment booking visit slot meeting reservation
happy satisfied pleased glad liked love good great nice excellent
bad poor terrible unhappy dissatisfied disappointed worst
big large huge
small little tiny
cheap affordable low budget
doctor physician
child kid children kids son daughter
work job office business
pay paid payment paying bhugtan
send share mail email whatsapp
details information info brochure jankari
wait hold ruko
think consider decide soch
visit come see
late delayed delay slow
not never no nahi nahin without cannot
interested keen curious
receive received got arrive arrived reached
refund return money-back
already earlier before
work working function functioning
`
export const similarWords: ReadonlyMap<string, string> = new Map(
  GROUPS.trim()
    .split('\n')
    .flatMap((line) => line.split(' ').map((word): [string, string] => [word, line.split(' ')[0] ?? word]))
    .toReversed(),
)
/**
 * Words so common that they tell branches apart little: by their share of everyday replies, 1 is the most.
 */
export const commonWords: ReadonlyMap<string, number> = new Map(
  [
    ['i a the to is it and you that of in my me for on do am be', 1],
    ['have this we with are so but at will can what your if just was he she they or would there up out', 0.8],
    ['about get go know see good some from how when had has been did does us please yes okay sir now', 0.6],
    ['hai ka ki ke ko se main mein hoon ho raha rahi kar aap mujhe bhi to toh ji', 0.8],
  ].flatMap(([words, share]) =>
    String(words)
      .split(' ')
      .map((word): [string, number] => [word, Number(share)]),
  ),
)
