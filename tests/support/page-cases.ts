import type { RouteCase } from './route-cases.ts'

// Every page that needs somebody signed in, as `route-cases.ts` has the API's addresses.
export const pageCases: Readonly<Record<string, RouteCase>> = {
  'GET /data-requests/:dataRequestId/check': { who: 'officer' },
  'GET /data-requests/:dataRequestId/asked.js': { who: 'officer' },
  'GET /submissions/:submissionId/summary': { who: 'signatory' },
  'GET /data-requests/:dataRequestId/sign-off': { who: 'signatory' },
  'POST /data-requests/:dataRequestId/sign-off': { who: 'signatory', payload: {} },
  'GET /data-requests/:dataRequestId/send-back': { who: 'signatory' },
  'POST /data-requests/:dataRequestId/send-back': { who: 'signatory', payload: {} },
  'GET /submissions/:submissionId/explanations': { who: 'officer' },
  'POST /submissions/:submissionId/explanations': { who: 'officer', payload: { 'finding-1': 'It is so.' } },
}
