import cli from '../package.json' with { type: 'json' }

/** The version of the program, which is part of what figures are made from. */
export const codeVersion = cli.version
