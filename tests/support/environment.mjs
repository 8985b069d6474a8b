const PERSONAL =
  /(_API_KEY|_TOKEN|_KEYS|_CONFIGS|_SECRET)$|^(AWS|AZURE|GOOGLE|VERCEL|REFRACT|ALLOWED|OTEL)_|^(HOST|PORT|VERCEL|NODE_ENV)$/

/**
 * The environment a tested server runs in: that of this process without its keys and settings, so that a test means the same on every
 * machine. They are set empty, not left out, or Next would read them from a .env file.
 */
export function testEnvironment(env = {}) {
  const own = Object.fromEntries(
    Object.keys(process.env)
      .filter(name => PERSONAL.test(name))
      .map(name => [name, '']),
  )
  return {
    ...process.env,
    ...own,
    ...ALWAYS_EMPTY,
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: '127.0.0.1',
    DATA_DIR: '',
    REDIS_URL: '',
    REFRACT_SKIP_BUILD: '1',
    ...env,
  }
}

/** What a developer's .env is likely to hold. */
const ALWAYS_EMPTY = Object.fromEntries(
  ['ACCESS_TOKEN', 'OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'ALLOWED_PRIVATE_HOSTS', 'REFRACT_CONFIGS', 'REFRACT_KEYS'].map(
    name => [name, ''],
  ),
)
