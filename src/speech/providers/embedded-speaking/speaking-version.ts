/**
 * Part of every cached clause's name. Raise it when the same text would sound different: new pronunciations,
 * another rate, another level. A test beside the phonemes notices when it was forgotten.
 */
export const SPEAKING_VERSION = 2
