import { systemIds } from '../../src/base/system-random.ts'
import { type ApiScene, apiScene } from './in-memory-api.ts'
import { startTestDatabase } from './postgres.ts'
import { VirtualClock } from './virtual-clock.ts'

/** The same scene as the one in memory, with everything kept in a real database. */
export async function postgresApi(): Promise<ApiScene> {
  const clock = new VirtualClock()
  const database = await startTestDatabase({ clock })
  const scene = await apiScene({ ...database.stores, clock, ids: systemIds })
  return {
    ...scene,
    async close() {
      await scene.close()
      await database.close()
    },
  }
}
