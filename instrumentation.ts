/** Next calls it before it serves. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces } = process.env
  if (all || traces) (await import('./lib/server/telemetry.mjs')).registerTelemetry()
}
