/** The version of the program, which is part of what figures are made from. The command's package.json says the same. */
export const codeVersion = '0.1.0'
