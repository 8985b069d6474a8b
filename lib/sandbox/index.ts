import { anthropicFace } from './anthropic'
import { converseFace } from './converse'
import { geminiFace } from './gemini'
import { openaiFace } from './openai'
import { type World, world } from './world'

/** A face: one wire's API, as a function from a Request to a Response. `path` is what follows the face's name. */
type Face = (request: Request, path: string, world: World) => Promise<Response>

const faces: ReadonlyMap<string, Face> = new Map([
  ['openai', openaiFace],
  ['anthropic', anthropicFace],
  ['gemini', geminiFace],
  ['converse', converseFace],
])

const usual = world()

/**
 * The built-in provider, in process: `/openai/v1/chat/completions`, `/openai/v1/models`, `/anthropic/v1/messages`,
 * `/gemini/v1beta/models/gemini:generateContent`, `/converse/model/converse/converse`, whatever the host. Streams are made as
 * they are read. An abort of `request.signal`, or a cancelled body, stops the model at once: before the answer the promise
 * rejects with the signal's reason, afterwards the body fails with it, as with `fetch`.
 */
export async function answerSandbox(request: Request, world: World = usual): Promise<Response> {
  const [, name = '', path = ''] = /^\/([^/]*)(.*)$/.exec(new URL(request.url).pathname) ?? []
  const face = faces.get(name)
  if (face) return face(request, path, world)
  return Response.json({ error: { message: `The sandbox has no face /${name}.` } }, { status: 404 })
}
