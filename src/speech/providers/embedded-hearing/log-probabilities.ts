/** The logarithm of the sum of e^logit: what a logit lacks to be a log probability. */
export function logSumExp(logits: Float32Array): number {
  let greatest = Number.NEGATIVE_INFINITY
  for (const logit of logits) if (logit > greatest) greatest = logit
  let sum = 0
  for (const logit of logits) sum += Math.exp(logit - greatest)
  return greatest + Math.log(sum)
}

export function indexOfGreatest(logits: Float32Array): number {
  let best = 0
  for (let index = 1; index < logits.length; index += 1) {
    if ((logits[index] ?? 0) > (logits[best] ?? 0)) best = index
  }
  return best
}

export function suppress(logits: Float32Array, tokens: readonly number[]): void {
  for (const token of tokens) logits[token] = Number.NEGATIVE_INFINITY
}
