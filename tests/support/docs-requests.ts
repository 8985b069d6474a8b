import { EXAMPLES } from '@/app/docs/examples'

/** The documentation's own requests, as far as the sandbox answers them. */
export const REQUESTS = EXAMPLES.filter(({ explained }) => !explained)
