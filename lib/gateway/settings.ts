import { headerText } from './headers'
import type { HeaderReader } from './incoming'

/** As Portkey's clients and the vendors' own send them. */
const SETTINGS: Record<string, string[]> = {
  anthropic_beta: ['x-portkey-anthropic-beta', 'anthropic-beta'],
  anthropic_version: ['x-portkey-anthropic-version', 'anthropic-version'],
  openai_organization: ['x-portkey-openai-organization'],
  openai_project: ['x-portkey-openai-project'],
  openai_beta: ['x-portkey-openai-beta', 'openai-beta'],
  resource_name: ['x-portkey-azure-resource-name'],
  deployment_id: ['x-portkey-azure-deployment-id'],
  api_version: ['x-portkey-azure-api-version'],
  azure_model_name: ['x-portkey-azure-model-name'],
  azure_ad_token: ['x-portkey-azure-ad-token'],
  aws_access_key_id: ['x-portkey-aws-access-key-id'],
  aws_secret_access_key: ['x-portkey-aws-secret-access-key'],
  aws_session_token: ['x-portkey-aws-session-token'],
  aws_region: ['x-portkey-aws-region'],
  aws_auth_type: ['x-portkey-aws-auth-type'],
  vertex_project_id: ['x-portkey-vertex-project-id'],
  vertex_region: ['x-portkey-vertex-region'],
  vertex_service_account_json: ['x-portkey-vertex-service-account-json'],
}

const ENTRIES = Object.entries(SETTINGS)

/** The header that says a setting. */
export const HEADER_OF: Readonly<Record<string, string>> = Object.fromEntries(ENTRIES.map(([name, [header]]) => [name, header!]))

/** The settings of providers that stand in headers. */
export function settingsOf(headers: HeaderReader): Record<string, string> {
  const settings: Record<string, string> = {}
  for (const [name, [first, second]] of ENTRIES) {
    const value = headerText(headers, first!) || (second && headerText(headers, second))
    if (value) settings[name] = value
  }
  return settings
}
