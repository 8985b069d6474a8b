import { vendorOf } from '@/lib/models/vendors'

/** Where the page says more than a sentence would. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['sandbox', 'Built-in, no key needed'],
  ['gemini', 'Google Gemini'],
  ['vertex', 'Google Vertex AI'],
  ['bedrock', 'AWS Bedrock'],
])

/** A provider as a sentence says it. */
export function providerName(id: string): string {
  return NAMES.get(id) ?? vendorOf(id)
}
