/**
 * Words that the dictionary lacks, says otherwise than people in India expect, or says loudly where a
 * sentence wants them soft. In ARPAbet, one a line.
 */
const LINES = `
a AH0
an AE0 N
and AE0 N D
the DH AH0
to T UH0
of AH0 V
for F AO0 R
from F R AH0 M
at AE0 T
in IH0 N
on AO0 N
is IH0 Z
it IH0 T
its IH0 T S
as AE0 Z
or AO0 R
be B IY0
are AA0 R
was W AH0 Z
were W ER0
you Y UW0
your Y AO0 R
i AY1
we W IY0
he HH IY0
she SH IY0
they DH EY0
me M IY0
my M AY0
us AH0 S
our AW1 ER0
him HH IH0 M
her HH ER0
his HH IH0 Z
their DH EH0 R
this DH IH1 S
that DH AE0 T
can K AE0 N
could K UH0 D
would W UH0 D
should SH UH0 D
will W IH0 L
shall SH AE0 L
have HH AE0 V
has HH AE0 Z
had HH AE0 D
do D UW0
does D AH0 Z
am AE0 M
but B AH0 T
if IH0 F
than DH AE0 N
with W IH0 DH
by B AY0
so S OW1
i'm AY0 M
i'll AY0 L
i've AY0 V
you're Y UH0 R
it's IH0 T S
we're W IH0 R
ok OW2 K EY1
okay OW2 K EY1
hello HH AH0 L OW1
hi HH AY1
rupee R UW2 P IY1
rupees R UW2 P IY1 Z
paise P AY1 S EY0
paisa P AY1 S AA0
lakh L AA1 K
lakhs L AA1 K S
crore K R AO1 R
crores K R AO1 R Z
schedule SH EH1 JH UW0 L
scheduled SH EH1 JH UW0 L D
email IY1 M EY2 L
emails IY1 M EY2 L Z
online AO1 N L AY2 N
prepaid P R IY1 P EY2 D
postpaid P OW1 S T P EY2 D
whatsapp W AA1 T S AE2 P
website W EH1 B S AY2 T
wifi W AY1 F AY2
app AE1 P
apps AE1 P S
chatbot CH AE1 T B AA2 T
smartphone S M AA1 R T F OW2 N
aadhaar AA1 D AA0 R
covid K OW1 V IH0 D
miz M IH1 Z
whom HH UW1 M
webinar W EH1 B IH0 N AA2 R
workflow W ER1 K F L OW2
login L AO1 G IH2 N
startup S T AA1 R T AH2 P
fintech F IH1 N T EH2 K
hinglish HH IH1 NG G L IH0 SH
vs V ER1 S AH0 S
`

export const ENGLISH_EXCEPTIONS: ReadonlyMap<string, string> = new Map(
  LINES.trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
)
