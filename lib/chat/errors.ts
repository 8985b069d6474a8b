/**
 * Every failure a caller can see. `kind` decides the default status; `details.status` overrides it.
 * Messages name the field and say what would be right; they never hold a key.
 */
export class GatewayError extends Error {
  override name = 'GatewayError'
  constructor(
    readonly kind: ErrorKind,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message, { cause: details.cause })
  }

  get status(): number {
    return this.details.status ?? STATUS[this.kind]
  }

  /** OpenAI's error object, and Portkey's two top-level fields for its SDK. The same for JSON answers and inside a stream. */
  toJSON(): ErrorBody {
    const { param = null, code = null, provider, type = this.kind } = this.details
    return {
      error: { message: this.message, type, param, code },
      ...(provider && { provider }),
      status: 'failure',
      message: this.message,
    }
  }
}

export interface ErrorDetails {
  /** The path of what is wrong: `messages[2].content[0].image_url.url`. */
  param?: string | null
  code?: string | null
  /** The provider's own type, when it has one; else the kind. */
  type?: string
  provider?: string
  status?: number
  /** Milliseconds the provider asked us to wait. */
  retryAfter?: number
  /** The choice of a stream that broke, where it is not the first. */
  choice?: number
  cause?: unknown
}

export interface ErrorBody {
  error: { message: string; type: string; param: string | null; code: string | null }
  provider?: string
  status: 'failure'
  message: string
}

const STATUS = {
  invalid_request_error: 400,
  unknown_provider: 400,
  unsupported_parameter: 400,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  timeout_error: 408,
  request_too_large: 413,
  unsupported_media_type: 415,
  rate_limit_error: 429,
  aborted: 499,
  internal_error: 500,
  /** The provider broke off, answered what is not an answer, redirected, or could not be reached. */
  provider_error: 502,
  overloaded_error: 503,
} as const

export type ErrorKind = keyof typeof STATUS
