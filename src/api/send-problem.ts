import type { FastifyReply } from 'fastify'
import type { Problem } from './problem.ts'
import { problemResponse } from './problem-response.ts'

export function sendProblem(reply: FastifyReply, problem: Problem, reference?: string): FastifyReply {
  const { status, headers, body } = problemResponse(problem, reference)
  return reply.code(status).headers(headers).type('application/json; charset=utf-8').send(body)
}
