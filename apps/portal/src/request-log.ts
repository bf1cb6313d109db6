import { type FastifyReply, type FastifyRequest, LogController } from 'fastify'

/** One line for each request. Of its address only the route is kept: people type things into addresses. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'requestId' })
  }

  override isLogDisabled({ routeOptions }: FastifyRequest): boolean {
    return routeOptions.config?.probe === true
  }

  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    if (this.isLogDisabled(request) && !error) return
    const facts = {
      ...whatOf(request),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      membershipId: request.asker?.membershipId,
      clientId: request.asker?.viewer.clientId,
    }
    if (error) reply.log.error({ ...facts, err: error }, 'answer not finished')
    else reply.log.info(facts, 'answered')
  }

  override defaultErrorLog(error: Error, request: FastifyRequest): void {
    request.log.error({ ...whatOf(request), err: error }, 'unexpected error')
  }

  override streamError(error: Error, request: FastifyRequest): void {
    request.log.info(
      { ...whatOf(request), err: error },
      'whoever asked went away before the answer was finished',
    )
  }

  override routeNotFound(): void {}

  override writeHeadError(error: Error, request: FastifyRequest): void {
    request.log.error({ ...whatOf(request), err: error }, 'answer not begun')
  }
}

const whatOf = ({ method, routeOptions }: FastifyRequest) => ({
  method,
  route: routeOptions.url ?? 'no such route',
})
