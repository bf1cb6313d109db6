import { freePort as freeNumber } from '@rollcall/platform/free-port'

/** A port that nothing listens on now, as a setting. */
export const freePort = async (): Promise<string> => String(await freeNumber())
