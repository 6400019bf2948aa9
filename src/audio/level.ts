/** What digital silence measures as. */
export const LEVEL_DBFS_MIN = -100

/** RMS of the samples in dBFS: 0 is a full-scale square wave, −3 a full-scale sine. */
export function levelDbfs(samples: Int16Array): number {
  if (samples.length === 0) return LEVEL_DBFS_MIN
  let energy = 0
  for (let i = 0; i < samples.length; i++) energy += (samples[i] ?? 0) ** 2
  return Math.max(LEVEL_DBFS_MIN, 10 * Math.log10(energy / samples.length / 32_768 ** 2))
}

/** The largest magnitude, from 0 to 1. */
export function peakOf(samples: Int16Array): number {
  let most = 0
  for (let i = 0; i < samples.length; i++) most = Math.max(most, Math.abs(samples[i] ?? 0))
  return most / 32_768
}
