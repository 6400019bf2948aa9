import { nationalForm, parseId, parsePhoneNumber } from '../../base/index.ts'
import type { TelephoneNumber, TrunkRecord } from '../../workspaces/index.ts'
import type { ApiDeps } from '../deps.ts'
import type { Handlers } from '../handlers.ts'
import { invalid, Problem } from '../problem.ts'

type TrunkHandlers = Pick<Handlers, 'createTrunk' | 'listTrunks' | 'deleteTrunk'>
type NumberHandlers = Pick<Handlers, 'connectNumber' | 'listNumbers' | 'switchNumber' | 'releaseNumber'>

export function trunkHandlers({ workspaces, ids }: ApiDeps): TrunkHandlers {
  return {
    createTrunk: async ({ workspace, body }) => {
      if (body.secret !== undefined && body.user === undefined) return invalid({ user: ['Required'] })
      const trunk: TrunkRecord = {
        id: ids.next('trunk'),
        workspace,
        name: body.name,
        host: body.host,
        port: body.port,
        user: body.user,
        secret: body.secret,
        numberFormat: body.number_format,
        codecs: body.codecs,
        dialsPerSecond: body.dials_per_second,
        system: false,
      }
      await workspaces.insertTrunk(trunk)
      return { trunk: trunkView(trunk) }
    },
    listTrunks: async ({ workspace }) => ({ trunks: (await workspaces.trunks(workspace)).map(trunkView) }),
    deleteTrunk: async ({ workspace, params }) => {
      const id = parseId('trunk', params.trunk_id)
      const trunk = id && (await workspaces.findTrunk(workspace, id))
      if (trunk === undefined) return noSuchTrunk()
      if (trunk.system) return new Problem('FORBIDDEN', 'The system’s test trunk cannot be deleted')
      switch (await workspaces.removeTrunk(workspace, trunk.id)) {
        case 'unknown':
          return noSuchTrunk()
        case 'in-use':
          return new Problem('CONFLICT', 'Numbers or calls still use this trunk: release its numbers first')
        case 'removed':
          return { trunk_id: trunk.id }
      }
    },
  }
}

const noSuchTrunk = () => new Problem('NOT_FOUND', 'No such trunk in this workspace')

const trunkView = (trunk: TrunkRecord) => ({
  trunk_id: trunk.id,
  name: trunk.name,
  host: trunk.host,
  port: trunk.port,
  user: trunk.user ?? null,
  has_secret: trunk.secret !== undefined,
  number_format: trunk.numberFormat,
  codecs: [...trunk.codecs],
  dials_per_second: trunk.dialsPerSecond,
  system: trunk.system,
})

export function numberHandlers({ workspaces }: ApiDeps): NumberHandlers {
  return {
    connectNumber: async ({ workspace, body }) => {
      const number = parsePhoneNumber(body.number)
      const trunkId = parseId('trunk', body.trunk_id)
      const trunk = trunkId && (await workspaces.findTrunk(workspace, trunkId))
      if (trunk === undefined || number === undefined) return noSuchTrunk()
      const record: TelephoneNumber = { number, workspace, trunk: trunk.id, active: body.active }
      return (await workspaces.addNumber(record)) === 'taken'
        ? new Problem('CONFLICT', 'This number is already connected')
        : { number: numberView(record) }
    },
    listNumbers: async ({ workspace }) => ({
      numbers: (await workspaces.numbers(workspace)).map(numberView),
    }),
    switchNumber: async ({ workspace, params, body }) => {
      const number = parsePhoneNumber(params.number)
      const found = number && (await workspaces.findNumber(workspace, number))
      if (found === undefined) return noSuchNumber()
      const outcome = await workspaces.setNumberActive(workspace, found.number, body.active)
      return outcome === 'unknown'
        ? noSuchNumber()
        : { number: numberView({ ...found, active: body.active }) }
    },
    releaseNumber: async ({ workspace, params }) => {
      const number = parsePhoneNumber(params.number)
      const outcome = number === undefined ? 'unknown' : await workspaces.removeNumber(workspace, number)
      return number === undefined || outcome === 'unknown' ? noSuchNumber() : { number: nationalForm(number) }
    },
  }
}

const noSuchNumber = () => new Problem('NOT_FOUND', 'No such number in this workspace')

const numberView = ({ number, trunk, active }: TelephoneNumber) => ({
  number: nationalForm(number),
  trunk_id: trunk,
  active,
})
