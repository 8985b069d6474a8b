import { trace } from '@opentelemetry/api'
import { registerOTel } from '@vercel/otel'

/** Both doors and Next's own start may ask for it, each in modules of its own. */
const KEY = Symbol.for('refract.telemetry')
/** A collector that does not answer holds nobody up at the end, in milliseconds. */
const LAST_SPANS = 2_000

/** Sends spans to where OTEL_EXPORTER_OTLP_ENDPOINT says, once in a process; the other variables of OpenTelemetry hold too. */
export function registerTelemetry() {
  if (globalThis[KEY]) return
  globalThis[KEY] = true
  // Calls to providers are told by the gateway, with what they mean; a wrapped fetch would add nothing.
  registerOTel({
    serviceName: 'refract',
    instrumentations: [],
    spanProcessors: ['auto', WITHOUT_QUERIES],
    // It takes every machine for one of Vercel's.
    ...(!process.env.VERCEL && { attributes: { 'cloud.provider': undefined, 'vercel.runtime': undefined } }),
  })
}

/** Next tells whole addresses, and some callers write a key into theirs. */
const WITHOUT_QUERIES = {
  onStart(span) {
    for (const name of ['http.target', 'http.url', 'url.full', 'url.query']) {
      const address = span.attributes[name]
      if (typeof address === 'string') span.setAttribute(name, name === 'url.query' ? '' : address.replace(/[?#].*$/s, ''))
    }
  },
  onEnd() {},
  forceFlush: async () => {},
  shutdown: async () => {},
}

/** Sends what was not sent yet. */
export function flushTelemetry() {
  const provider = trace.getTracerProvider()
  const sent = (provider.getDelegate?.() ?? provider).forceFlush?.()
  return Promise.race([sent?.catch(() => {}), new Promise(resolve => setTimeout(resolve, LAST_SPANS).unref())])
}
