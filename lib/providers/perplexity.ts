import { compatible, type Settle } from './compatible'
import { isPrefill } from './compatible/messages'

const CONTINUE = 'Please continue.'

/** A last turn of the assistant is a 400. */
const endsWithUser: Settle = (body, request, { can, unsupported }) => {
  const last = request.messages.length - 1
  if (!isPrefill(request.messages[last])) return []
  if (unsupported === 'drop') {
    body.messages = body.messages?.slice(0, -1)
    return [{ param: `messages[${last}]`, action: 'dropped', why: `${can.vendor} does not continue a turn of its own.` }]
  }
  body.messages = [...(body.messages ?? []), { role: 'user', content: CONTINUE }]
  const why = `${can.vendor} does not continue a turn of its own; it is asked to.`
  return [{ param: `messages[${last}]`, action: 'emulated', to: CONTINUE, at: `messages[${body.messages.length - 1}]`, why }]
}

/** https://docs.perplexity.ai/api-reference/chat-completions-post */
export const perplexity = compatible({
  id: 'perplexity',
  name: 'Perplexity',
  baseUrl: 'https://api.perplexity.ai',
  env: ['PERPLEXITY_API_KEY'],
  passUnknown: true,
  takes: ['web_search_options'],
  settle: [endsWithUser],
})
