import type { Entry } from './entry'

export const tools: Entry[] = [
  {
    about: 'tool calls',
    ask: [
      'What are tool calls?',
      'How does tool calling work?',
      'What is function calling?',
      'How do tools work?',
      'How does a model use a tool?',
      'How do I define a tool?',
      'How do I add a tool?',
      'How do I give the model a function?',
    ],
    brief:
      'You describe functions, and instead of words the model may answer with the name of one and its arguments as JSON. Your program runs it, sends the result back as a tool message, and the model [goes on from there|answers with it].',
    thorough:
      'A model cannot run anything. With tools you give it a list of functions, each with a name, a description and a JSON Schema of its arguments, and it may answer with a call in place of words.\n\n1. You send messages and tools.\n2. The answer has `tool_calls`, each with an id, a name and arguments as JSON text; the finish reason is “tool_calls”.\n3. Your program checks the arguments and runs the function.\n4. You send everything again, with the call and a message of role “tool” that carries the result and the same id.\n5. The model answers in words, or calls again.\n\nThe descriptions are the prompt of a tool: a good sentence about when to use it [does more than anything else|is worth more than any parameter].',
    story:
      'The old captain could no longer leave his chair, but he knew every harbour, and so he wrote notes: “Fetch the depth at the north pier.” The ship’s boy [ran|took the note and ran], came back with a number, and the captain wrote the next note or gave the order to sail. He never saw the pier himself: he made tool calls, and the boy was the program that ran them.',
  },
  {
    about: 'tool_choice',
    ask: [
      'What does tool_choice do?',
      'What is tool_choice?',
      'How do I force a tool call?',
      'How do I force the model to call a tool?',
      'What is tool_choice required?',
    ],
    brief:
      'tool_choice says whether tools may be called: `auto` leaves it to the model, `none` forbids it, `required` demands at least one call, and a name demands that very tool.',
    thorough:
      '`auto` is the default when there are tools: the model decides. `none` keeps the tools in the prompt but forbids calls. `required` forces some call, Anthropic and Bedrock say “any” and Gemini “ANY”. `{"type": "function", "function": {"name": "…"}}` forces one tool, and `allowed_tools` limits the choice to some of them.\n\nForcing is handy for extraction: one tool whose arguments are the data you want. Claude cannot be forced while it thinks by a budget; the gateway then turns the force into auto and says so in the receipt.',
  },
  {
    about: 'parallel tool calls',
    ask: [
      'What are parallel tool calls?',
      'What does parallel_tool_calls do?',
      'How do I get only one tool call?',
      'Can a model call several tools at once?',
    ],
    brief:
      'With parallel tool calls one answer holds several calls, say the weather in Paris and in Oslo, and you send all results back together. `parallel_tool_calls: false` allows at most one.',
    thorough:
      'When calls do not depend on each other it saves turns to make them at once. The answer then has several entries in `tool_calls`, streamed by their index, and you answer with one tool message per id, all of them before the next turn.\n\nSet `parallel_tool_calls` to false if order matters or your tool cannot stand company. For Anthropic that becomes `disable_parallel_tool_use`; Gemini has no such switch, so there it is dropped with a note. Try it here: offer a weather tool and ask about two cities.',
  },
  {
    about: 'tool arguments',
    ask: [
      'Why are tool arguments invalid JSON?',
      'How are tool arguments streamed?',
      'Why are arguments a string?',
      'Can I trust the arguments of a tool call?',
      'Can I stream tool calls?',
      'Do tool calls stream?',
    ],
    brief:
      'Arguments arrive as JSON text, in fragments when streamed, and are only complete when the call ends. Parse them then, check them against your schema, and [treat them like any input from outside|trust them no more than user input].',
    thorough:
      'In OpenAI’s format `function.arguments` is a string of JSON, written token by token. While it streams you hold half a document, and if the limit of tokens is reached it stays half. Without strict mode a model can also write JSON that does not fit your schema.\n\nSo join the fragments of one index, parse at the end, validate, and send a useful error back as the tool result when something is off: models correct themselves well. Never run what the arguments ask for without checking, since text in the prompt may have put words into the model’s mouth.',
  },
  {
    about: 'tool results',
    ask: [
      'How do I send a tool result back?',
      'What is a tool message?',
      'What should a tool result look like?',
      'How do I report an error from a tool?',
    ],
    brief:
      'Send the assistant’s message with its calls again, followed by one message of role “tool” per call with the same `tool_call_id`. The content is text, JSON if you like; [say errors in words, the model can often mend them|an error in plain words often lets the model mend it].',
  },
  {
    about: 'legacy functions',
    ask: [
      'What are functions and function_call?',
      'What is the difference between functions and tools?',
      'Are functions deprecated?',
    ],
    brief:
      '`functions` and `function_call` are the older form of tools: one call per answer, without ids. They still work here, with every provider, because the gateway turns them into tools and the answer back.',
  },
  {
    about: 'strict tools',
    ask: ['What does strict do in a tool?', 'What is strict mode for tools?', 'How do I make sure arguments match the schema?'],
    brief:
      'With `strict: true` the provider restricts sampling so that the arguments always fit the schema. OpenAI then wants every object closed with `additionalProperties: false` and every property listed as required.',
  },
  {
    about: 'MCP',
    ask: ['What is MCP?', 'What is the Model Context Protocol?', 'What is an MCP server?'],
    brief:
      'MCP, the Model Context Protocol, is an open standard by which programs offer tools, data and prompts to applications that use models. A server lists its tools with schemas, and any client that speaks the protocol [can call them|can use them].',
  },
  {
    about: 'agents',
    ask: ['What is an agent?', 'What is an AI agent?', 'What is an agent loop?', 'How do I build an agent?'],
    brief:
      'An agent is a model in a loop: it is given a goal and tools, calls a tool, reads the result, and goes on until it is done or a limit is reached. The loop is a few lines; good tools and clear limits are the work.',
    thorough:
      'At its heart an agent is a while loop. Send the messages and tools; if the answer has calls, run them, append the results and send again; if it has none, you are done.\n\n- Limit the number of rounds and the tokens.\n- Give tools errors that say what would be right.\n- Ask a person before anything that cannot be undone.\n- Keep the history short, or old results will crowd out the goal.\n\nPrompt injection is the main danger: a web page the agent reads may contain orders, and the model may follow them.',
  },
  {
    about: 'how many tools',
    ask: ['How many tools can I send?', 'Is there a limit on tools?', 'What names may tools have?'],
    brief:
      'OpenAI takes up to 128 tools with names of letters, digits, underscores and dashes, 64 characters at most. Models choose better from ten than from a hundred, so [send those that matter for the turn|send only what the turn needs].',
  },
  {
    about: 'tool descriptions',
    ask: [
      'How do I write a good tool description?',
      'Why does the model not call my tool?',
      'Why does the model call the wrong tool?',
      'The model ignores my tools',
    ],
    brief:
      'Write when to use the tool and when not, what comes back, and in which form the arguments are wanted. If a tool is not called, its name and description probably use other words than the [question does|user]; if it must be, set tool_choice to required.',
  },
]
