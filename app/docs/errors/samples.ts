/** A request with a mistake, and what the gateway says to it. A test asks. */
export const MISTAKE = {
  request: { model: 'sandbox/openai', messages: [{ role: 'user', content: 'Hello' }], temperature: 3 },
  error: {
    error: {
      message: 'temperature must be a number from 0 to 2.',
      type: 'invalid_request_error',
      param: 'temperature',
      code: null,
    },
    status: 'failure',
    message: 'temperature must be a number from 0 to 2.',
  },
}

/** A stream that breaks off in its middle. */
export const BROKEN_STREAM = { model: 'sandbox/cut', messages: [{ role: 'user', content: 'Tell me a story.' }], stream: true }
