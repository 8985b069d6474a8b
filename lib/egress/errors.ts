/**
 * Why nothing came back, or not all of it. `written` is false when the provider cannot have seen the request, so that sending it again
 * costs nothing. Messages name the host and never hold a key.
 */
export class EgressError extends Error {
  override name = 'EgressError'
  constructor(
    readonly kind: EgressErrorKind,
    message: string,
    readonly written = false,
  ) {
    super(message)
  }
}

export type EgressErrorKind =
  /** We do not go there: not https, a private address, a user name in the URL. */
  | 'refused-address'
  /** A header that HTTP cannot carry. */
  | 'bad-header'
  /** The name could not be looked up just now. */
  | 'dns'
  /** There is no such name. */
  | 'unknown-host'
  /** Nothing listens there, or no way leads there. */
  | 'refused'
  | 'connect-timeout'
  | 'certificate'
  | 'reset-before-write'
  | 'reset'
  /** What came back is not HTTP. */
  | 'protocol'
  | 'redirect'
  /** Compressed although we asked for plain bytes. */
  | 'encoding'
  | 'too-large'
  /** The total clock. */
  | 'timeout'
  | 'aborted'

/** The cause itself is left behind: it may hold bytes of an answer that echoes a key. */
export function egressErrorFrom(cause: unknown, host: string, written: boolean): EgressError {
  if (cause instanceof EgressError) return cause
  const code = codeOf(cause)
  const [kind, says] = meaning(code, written)
  return new EgressError(kind, `${host} ${says}${code ? ` (${code})` : ''}`, written)
}

function meaning(code: string, written: boolean): [EgressErrorKind, string] {
  if (code === 'ENOTFOUND' || code === 'ENODATA') return ['unknown-host', 'is not a known host name; check its spelling']
  if (code.startsWith('EAI_') || code === 'ESERVFAIL') return ['dns', 'could not be looked up']
  if (!written && code in UNREACHABLE) return ['refused', UNREACHABLE[code]!]
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || (!written && code === 'ETIMEDOUT'))
    return ['connect-timeout', 'did not accept a connection in time']
  if (isCertificate(code)) return ['certificate', 'showed a certificate that is not trusted']
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return ['certificate', 'does not speak TLS on this port']
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return ['too-large', 'sent more than 32 kB of headers']
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return ['too-large', 'sent more than 64 MB']
  if (code.startsWith('HPE_')) return ['protocol', 'answered something that is not HTTP']
  if (code === 'UND_ERR_INVALID_ARG') return ['bad-header', 'cannot be sent this request']
  return written
    ? ['reset', 'closed the connection before its answer was complete']
    : ['reset-before-write', 'closed the connection']
}

const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED: 'refused the connection; is a server listening there?',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  EADDRNOTAVAIL: 'cannot be reached',
}

const isCertificate = (code: string) =>
  code.startsWith('ERR_TLS_CERT') ||
  code.startsWith('CERT_') ||
  /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|HOSTNAME_MISMATCH/.test(code)

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return ''
  const { code, name } = cause as Error & { code?: unknown }
  if (typeof code === 'string') return code
  return name === 'HTTPParserError' ? 'HPE_INVALID' : ''
}
