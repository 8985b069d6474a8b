/** As a sentence says it; a provider we have no word for is called by its id. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['sandbox', 'Built-in, no key needed'],
  ['openai', 'OpenAI'],
  ['anthropic', 'Anthropic'],
  ['gemini', 'Google Gemini'],
  ['vertex', 'Google Vertex AI'],
  ['bedrock', 'AWS Bedrock'],
  ['azure', 'Azure OpenAI'],
  ['custom', 'Your own host'],
])

export function providerName(id: string): string {
  return NAMES.get(id) ?? id
}
