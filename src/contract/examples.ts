/** One imagined call, told the same way through all of the documentation. */
export const WORKSPACE_ID = '665f1d0c9b1e8a4a7c2d9f10'
export const ASSISTANT_ID = '665f1d0c9b1e8a4a7c2d9f11'
export const CALL_ID = '6a329e7c5a54529ba7f0b4e6'
export const TRUNK_ID = '665f1d0c9b1e8a4a7c2d9f12'
export const KEY_ID = '665f1d0c9b1e8a4a7c2d9f13'
export const MEMBER_ID = '665f1d0c9b1e8a4a7c2d9f14'
export const ENTRY_ID = '665f1d0c9b1e8a4a7c2d9f15'

export const triggerBody = {
  assistant_id: ASSISTANT_ID,
  callee_phone: '9999999999',
  caller_phone: '9999999900',
  input_parameters: { customerName: 'Priya' },
}
export const triggerReply = {
  statusCode: 201,
  data: { call_id: CALL_ID, message: 'Call queued successfully.' },
  call_id: CALL_ID,
  status: 'queued',
  message: 'Call queued successfully.',
}

const linkTo = (kind: string, ending: string) => ({
  url: `http://127.0.0.1:2222/api/call/${kind}/${WORKSPACE_ID}/${CALL_ID}.${ending}?expires=1772013694&signature=9f…`,
  expires_at: '2026-02-25T10:01:34Z',
})
const summary = {
  call_id: CALL_ID,
  agent_id: ASSISTANT_ID,
  assistant_id: ASSISTANT_ID,
  status: 'completed',
  direction: 'outbound',
  callee_phone: '9999999999',
  caller_phone: '9999999900',
  duration_seconds: 94,
  cost: '₹15.67',
  disconnection_reason: 'assistant_hangup',
  created_at: '2026-01-25T09:59:50Z',
  started_at: '2026-01-25T09:59:51Z',
  ended_at: '2026-01-25T10:01:34Z',
}
const parameters = {
  input_parameters: { customerName: 'Priya' },
  output_parameters: { interested: 'yes', callback_requested: 'yes', callback_time: 'Tomorrow 11am' },
}
const links = { recording: linkTo('recording', 'mp3'), transcript: linkTo('transcript', 'txt') }

export const detailReply = {
  call: {
    ...summary,
    billed_duration_seconds: 94,
    cost_inr: 15.67,
    scheduled_at: null,
    answered_at: '2026-01-25T10:00:00Z',
    ...parameters,
    metadata: {},
    ...links,
    attempts: [
      {
        number: 1,
        sip_call_id: '6a329e7c5a54529ba7f0b4e7@twenty2',
        started_at: '2026-01-25T09:59:51Z',
        answered_at: '2026-01-25T10:00:00Z',
        ended_at: '2026-01-25T10:01:34Z',
        disconnection_reason: 'assistant_hangup',
        detail: null,
      },
    ],
    calling_hours: { decision: 'open', because: 'inside-window', opens_at: null },
    campaign: null,
  },
  ...parameters,
  ...links,
}
export const logsReply = { calls: [summary], total: 1, page: 1, limit: 20, next_cursor: null }
