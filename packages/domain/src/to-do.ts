export const toDoGroups = [
  'failed',
  'overdue',
  'answered',
  'more-time',
  'questions',
  'messages',
  'addresses',
  'relaxations',
  'extracts',
  'letters',
  'accept',
  'explanations',
  'clashes',
  'outliers',
] as const
/** What in a round waits for a person of the office: in the order in which somebody who is waiting loses most. */
export type ToDoGroup = (typeof toDoGroups)[number]
