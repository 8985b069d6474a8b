import { audio } from './audio'
import { frequency_penalty } from './frequency-penalty'
import { logit_bias } from './logit-bias'
import { logprobs } from './logprobs'
import { max_completion_tokens } from './max-completion-tokens'
import { max_tokens } from './max-tokens'
import { metadata } from './metadata'
import { min_p } from './min-p'
import { modalities } from './modalities'
import { moderation } from './moderation'
import { n } from './n'
import { parallel_tool_calls } from './parallel-tool-calls'
import { prediction } from './prediction'
import { presence_penalty } from './presence-penalty'
import { prompt_cache_key } from './prompt-cache-key'
import { prompt_cache_options } from './prompt-cache-options'
import { prompt_cache_retention } from './prompt-cache-retention'
import { reasoning_effort } from './reasoning-effort'
import { safety_identifier } from './safety-identifier'
import { seed } from './seed'
import { service_tier } from './service-tier'
import { stop } from './stop'
import { store } from './store'
import { temperature } from './temperature'
import { thinking } from './thinking'
import { top_k } from './top-k'
import { top_logprobs } from './top-logprobs'
import { top_p } from './top-p'
import { user } from './user'
import { verbosity } from './verbosity'
import { web_search_options } from './web-search-options'

/** Every plain parameter, in the order the playground shows them. */
export const params = {
  temperature,
  max_tokens,
  max_completion_tokens,
  thinking,
  reasoning_effort,
  top_p,
  top_k,
  min_p,
  presence_penalty,
  frequency_penalty,
  seed,
  logit_bias,
  stop,
  n,
  logprobs,
  top_logprobs,
  verbosity,
  modalities,
  audio,
  prediction,
  parallel_tool_calls,
  web_search_options,
  service_tier,
  store,
  metadata,
  user,
  safety_identifier,
  prompt_cache_key,
  prompt_cache_retention,
  prompt_cache_options,
  moderation,
}
