/** When an answer has which status, in the order of numbers. */
export const ERRORS: readonly { status: number; type: string; when: string; mend: string }[] = [
  {
    status: 400,
    type: 'invalid_request_error',
    when: 'The body is no JSON or not a request, a config has a mistake, the provider is not known, or the content cannot be carried to it.',
    mend: 'param is the path of what is wrong, and message says what would be right.',
  },
  {
    status: 401,
    type: 'authentication_error',
    when: 'No key was sent and none is configured, the access token is missing, or the provider refused the key.',
    mend: 'code is missing_key, access_token, or the provider’s own.',
  },
  {
    status: 403,
    type: 'permission_error',
    when: 'The provider does not let this key do it.',
    mend: 'The message is the provider’s.',
  },
  {
    status: 404,
    type: 'not_found_error',
    when: 'There is no such model or trace.',
    mend: 'GET /v1/models lists the models that are known.',
  },
  {
    status: 408,
    type: 'timeout_error',
    when: 'request_timeout was over before the first content of a stream, or before a whole answer.',
    mend: 'The message names the milliseconds. With a retry or a fallback the next try is made first.',
  },
  {
    status: 413,
    type: 'request_too_large',
    when: 'The body is larger than 20 MB, or 4 MB on Vercel.',
    mend: 'The message names the limit.',
  },
  {
    status: 415,
    type: 'unsupported_media_type',
    when: 'The body was not sent as JSON.',
    mend: 'Send content-type: application/json.',
  },
  {
    status: 429,
    type: 'rate_limit_error',
    when: 'A limit of the provider, or of this deployment.',
    mend: 'retry-after says when. insufficient_quota does not pass by waiting, so it goes to the next target at once.',
  },
  {
    status: 502,
    type: 'provider_error',
    when: 'The provider could not be reached, broke off, redirected, or answered what is no answer.',
    mend: 'code says which: unreachable, broke_off, truncated, not_an_answer, bad_event.',
  },
  {
    status: 503,
    type: 'overloaded_error',
    when: 'All targets are resting after failures, there is no room for another request, or the gateway is being shut down.',
    mend: 'retry-after says when. With the code shutting_down, send it again.',
  },
  {
    status: 504,
    type: 'timeout_error',
    when: 'The whole call took longer than 15 minutes, or than Vercel allows.',
    mend: 'Stream, or ask for less.',
  },
]
