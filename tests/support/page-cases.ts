import type { RouteCase } from './route-cases.ts'

// Every page that needs somebody signed in, as `route-cases.ts` has the API's addresses.
export const pageCases: Readonly<Record<string, RouteCase>> = {}
