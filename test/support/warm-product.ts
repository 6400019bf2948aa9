import { removeDataDir, startProduct } from './product.ts'

/**
 * Starts the product once before the end-to-end tests: in a fresh clone this fetches the models, makes their
 * graphs and renders the demo's sentences, which takes minutes and belongs to no test.
 */
export async function setup(): Promise<void> {
  process.stdout.write('Warming up: models, graphs and voices, once a clone …\n')
  const startedAt = performance.now()
  const product = await startProduct()
  await product.stop()
  removeDataDir(product.dataDir)
  process.stdout.write(`Warm after ${Math.round((performance.now() - startedAt) / 1_000)} s.\n`)
}
