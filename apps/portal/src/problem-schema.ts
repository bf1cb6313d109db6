/** A refusal as RFC 9457 writes it, with our own members. */
export const ProblemSchema = {
  type: 'object',
  description: 'A refusal, and what to do about it (RFC 9457)',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'A page that says what to do' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is so, and what to do, as a sentence for people' },
    instance: { type: 'string', description: 'The id of the request: quote it when you ask for help' },
    code: { type: 'string', description: 'Stable: what a system decides by' },
    errors: {
      type: 'array',
      description: 'Each field that is wrong',
      items: {
        type: 'object',
        required: ['detail'],
        properties: {
          detail: { type: 'string' },
          pointer: { type: 'string', description: 'Where in the body, as a JSON pointer' },
          parameter: { type: 'string', description: 'Which part of the address' },
        },
      },
    },
  },
} as const
