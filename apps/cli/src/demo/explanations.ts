// What officers say when a query of a rule is right as it stands.
const explanations: Readonly<Record<string, string>> = {
  'IH-003': 'Checked against the birth certificate on file. The child is as young as this says.',
  'IH-006': 'Checked with the social worker: the child has lived there all this time.',
  'IH-012': 'The order is being renewed. The hearing is listed, and the last one still has effect.',
  'IH-014': 'Checked with commissioning: our own staff are paid from another budget.',
  'IH-015': 'Checked with commissioning: three staff are with the child at all times, day and night.',
  'IH-021': 'It was the only place found that could take the child that night. A move is being arranged.',
  'IH-022': 'Checked with the social worker. The stay was extended while a registered home was sought.',
  'IH-024': 'They are twins, each with a file of their own.',
  'IH-027': 'Most of these children came in the last weeks before the reference date.',
  'IH-029': 'Recorded as unknown at the wish of the children.',
  'IH-030': 'The families preferred not to say.',
  'IH-031': 'Our partners in health pay for these homes and could not tell us the costs in time.',
  'IH-032': 'Counted twice with the placement team. No registered home within reach had room this summer.',
  'IH-033': 'Checked with the placement team: more registered homes opened near us, or closed.',
  'IH-036': 'Every child has moved to a registered home or back to the family.',
}

/** A believable reason for what a rule asks about. */
export const explanationOf = (rule: string): string =>
  explanations[rule] ?? 'Checked with the social worker and against the file: it is right as it stands.'
