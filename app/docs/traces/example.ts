import type { Example } from '../examples'

export const TRACE_ID = 'checkout-42'

/** A request that can be found again. A test sends it, and reads its trace. */
export const TRACED: Example = {
  id: 'traced',
  title: 'A request with a trace',
  text: '',
  request: { model: 'sandbox/openai', messages: [{ role: 'user', content: 'What does seed do?' }] },
  headers: {
    'x-portkey-trace-id': TRACE_ID,
    'x-portkey-span-id': 'step-1',
    'x-portkey-span-name': 'First answer',
    'x-portkey-metadata': '{"user": "ada"}',
  },
  read: '',
}
