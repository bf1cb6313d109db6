import { z } from 'zod'

// A page whose policy forbids making code from text imports this before any schema: zod would try to, and the browser complain.
z.config({ jitless: true })
