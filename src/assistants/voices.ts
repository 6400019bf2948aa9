/** The voices of the speaking engine. First letter: a American, b British, h Hindi; second: f or m. */
export const VOICES: readonly string[] = [
  'af_heart',
  'bf_emma',
  'af_bella',
  'af_nova',
  'af_sarah',
  'am_adam',
  'am_fenrir',
  'am_michael',
  'am_puck',
  'bf_isabella',
  'bm_daniel',
  'bm_george',
  'bm_lewis',
  'hf_alpha',
  'hm_omega',
  'hm_psi',
]
