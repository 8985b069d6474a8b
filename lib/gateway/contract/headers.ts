import { HEADER_OF } from '../settings'

export interface HeaderEntry {
  name: string
  /** One or two plain sentences. */
  meaning: string
  /** Of what is sent: the words it may hold. */
  words?: readonly string[]
}

/** What a request may say in its headers, in the order people look for it. */
export const REQUEST_HEADERS: readonly HeaderEntry[] = [
  {
    name: 'authorization',
    meaning:
      'The provider’s key, with or without Bearer. Equal to ACCESS_TOKEN it is the access token, which unlocks the server’s keys and is never sent on.',
  },
  { name: 'x-api-key', meaning: 'The provider’s key, as Anthropic’s clients send it.' },
  { name: 'x-portkey-api-key', meaning: 'The access token of this deployment, where it has one. Else it is ignored.' },
  {
    name: 'x-portkey-provider',
    meaning: 'The provider, as anthropic or @anthropic; it wins over the part of the model before the slash.',
  },
  { name: 'x-portkey-virtual-key', meaning: 'The name of a key set of this deployment, from REFRACT_KEYS.' },
  { name: 'x-portkey-config', meaning: 'A routing config as JSON, or the name of one in REFRACT_CONFIGS.' },
  {
    name: 'x-portkey-custom-host',
    meaning:
      'Another base URL for the provider, its version segment included: https://host/v1. It needs a key of the caller’s; the server’s never go there.',
  },
  {
    name: 'x-portkey-request-timeout',
    meaning: 'Milliseconds, over the config’s: of a stream until its first content, else until the whole answer.',
  },
  {
    name: 'x-refract-receipt',
    meaning:
      'With 1 the answer carries its receipt; early sends one also as soon as the target is chosen; frames adds the provider’s raw events.',
    words: ['1', 'true', 'early', 'frames', '0', 'false'],
  },
  {
    name: 'x-refract-unsupported',
    meaning:
      'What happens to a parameter the target lacks: emulate where that is honest, else drop (this is the default); drop without emulating; error refuses the request and lists them.',
    words: ['emulate', 'drop', 'error'],
  },
  {
    name: 'x-portkey-strict-open-ai-compliance',
    meaning:
      'Absent: OpenAI’s schema, and reasoning_content. With false also content_blocks, citations and the provider’s own finish reason. With true nothing outside the schema.',
    words: ['true', 'false'],
  },
  { name: 'x-portkey-strict-openai-compliance', meaning: 'The same, spelled as some clients do.', words: ['true', 'false'] },
  { name: 'x-portkey-trace-id', meaning: 'The id under which the request is found again. One is made where it is absent.' },
  { name: 'x-portkey-span-id', meaning: 'The id of this request within its trace.' },
  { name: 'x-portkey-parent-span-id', meaning: 'The id of the span this request belongs under.' },
  { name: 'x-portkey-span-name', meaning: 'What the span is called.' },
  { name: 'x-portkey-metadata', meaning: 'A JSON object of any values, for conditions of a config and for traces.' },
  { name: 'x-portkey-cache-namespace', meaning: 'Requests of one namespace share cached answers, and of no other.' },
  {
    name: 'x-portkey-cache-force-refresh',
    meaning: 'With true the cache is not read, and written anew.',
    words: ['true', 'false'],
  },
  {
    name: 'x-portkey-debug',
    meaning: 'With false nothing of the request is logged, traced or cached.',
    words: ['true', 'false'],
  },
  {
    name: 'x-portkey-forward-headers',
    meaning:
      'Names of headers to pass on to the provider, with commas. Cookies, credentials and what belongs to a connection never are.',
  },
  ...Object.entries(settingMeanings()).map(([name, meaning]) => ({ name, meaning })),
  { name: 'anthropic-beta', meaning: 'As Anthropic’s own clients send it.' },
  { name: 'anthropic-version', meaning: 'As Anthropic’s own clients send it; 2023-06-01 where it is absent.' },
  { name: 'openai-beta', meaning: 'As OpenAI’s own clients send it.' },
]

/** The settings of providers, each under the name Portkey gives its header. */
function settingMeanings(): Record<string, string> {
  const meanings: Record<string, string> = {
    openai_organization: 'OpenAI’s organization.',
    openai_project: 'OpenAI’s project.',
    openai_beta: 'OpenAI’s beta features.',
    anthropic_beta: 'Anthropic’s beta features, with commas.',
    anthropic_version: 'The version of Anthropic’s API.',
    resource_name: 'The name of an Azure OpenAI resource, or its whole host.',
    deployment_id: 'The deployment on Azure.',
    api_version: 'The version of Azure’s API, such as 2024-10-21; absent or v1 is its v1 API.',
    azure_model_name: 'The model a deployment on Azure runs, which its name may not say.',
    azure_ad_token: 'A token of Microsoft Entra in place of a key.',
    aws_access_key_id: 'AWS credentials, first part.',
    aws_secret_access_key: 'AWS credentials, second part.',
    aws_session_token: 'AWS credentials, third part, of temporary ones.',
    aws_region: 'The AWS region.',
    aws_auth_type: 'accessKey or apiKey: how AWS is told who asks.',
    vertex_project_id: 'Google Cloud’s project.',
    vertex_region: 'Google Cloud’s region, or global.',
    vertex_service_account_json: 'A service account’s key file, as JSON.',
  }
  return Object.fromEntries(Object.entries(HEADER_OF).map(([setting, header]) => [header, meanings[setting] ?? '']))
}

/** What every answer may say in its headers. */
export const RESPONSE_HEADERS: readonly HeaderEntry[] = [
  { name: 'x-request-id', meaning: 'The id of this request.' },
  { name: 'x-portkey-trace-id', meaning: 'The trace the request belongs to; GET /v1/traces/{id} shows it.' },
  { name: 'x-portkey-provider', meaning: 'The provider that answered, or the last that was asked.' },
  { name: 'x-portkey-last-used-option-index', meaning: 'The target that answered, as a path: config.targets[1].' },
  { name: 'x-portkey-retry-attempt-count', meaning: 'How often it was tried again; -1 when all tries were used up.' },
  { name: 'x-portkey-cache-status', meaning: 'HIT, MISS, REFRESH or DISABLED.' },
  { name: 'x-refract-attempts', meaning: 'How many requests were made to providers.' },
  {
    name: 'x-refract-dropped',
    meaning: 'Parameters that were not sent, with commas, percent-encoded; ,+12 at the end counts the rest.',
  },
  { name: 'x-refract-changed', meaning: 'Parameters that were changed, added or emulated, written the same way.' },
  { name: 'server-timing', meaning: 'Milliseconds: parse, route, translate, and upstream, the provider’s first byte.' },
  { name: 'retry-after', meaning: 'Seconds to wait before the same again makes sense. retry-after-ms says it in milliseconds.' },
  {
    name: 'x-should-retry',
    meaning: 'false where the same again would fail again, or was tried here already. OpenAI’s and Anthropic’s clients obey it.',
  },
  { name: 'x-ratelimit-*', meaning: 'The provider’s own limits, where it says them.' },
]
