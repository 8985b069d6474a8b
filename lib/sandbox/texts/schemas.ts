import type { Entry } from './entry'

export const schemas: Entry[] = [
  {
    about: 'structured output',
    ask: [
      'What is structured output?',
      'How do I get JSON from the model?',
      'How do I force JSON output?',
      'What does response_format do?',
      'How do I use a JSON schema?',
      'How do I get JSON out of the model?',
      'How can I make the model answer in JSON?',
      'How do I extract structured data?',
      'How do I parse the output?',
    ],
    brief:
      'With `response_format` of type `json_schema` the answer is JSON that fits your schema, because the model may only write tokens that keep it valid. It is the safest way to [get data out of a model|have a program read an answer].',
    thorough:
      'You send a JSON Schema, and the provider turns it into a grammar. At each step only tokens that can still lead to a valid document may be drawn, so brackets close, names are right and enums are kept. What the values say is still up to the model: valid is not the same as true.\n\n- OpenAI: `response_format: {"type": "json_schema", "json_schema": {"name": "…", "strict": true, "schema": {…}}}`.\n- Anthropic: `output_config.format` on newer Claude models, or a forced tool whose arguments are the answer.\n- Gemini: `responseJsonSchema` with the media type application/json.\n\nHere you always write OpenAI’s form, and the gateway puts it where the provider wants it. If the limit of tokens cuts the answer, it is not valid JSON: look at the finish reason.',
    story:
      'The customs officer gave out forms with [boxes for every letter|one box per letter] and a pen that would not write where it should not. People still told tall tales in those boxes, but every tale was signed, dated and exactly nine lines long. That is structured output: the form is always right, [the truth remains your business.|and the truth is still up to the traveller.]',
  },
  {
    about: 'json_object',
    ask: ['What is json_object mode?', 'What is the difference between json_object and json_schema?', 'What is JSON mode?'],
    brief:
      '`json_object` promises some JSON object, `json_schema` promises one that fits your schema. Prefer the schema; [with json_object you must also say “JSON” and the keys in the prompt|json_object also needs the word “JSON” and the keys you want in the prompt].',
  },
  {
    about: 'constrained decoding',
    ask: ['How does constrained decoding work?', 'What is constrained sampling?', 'How can a model only produce valid JSON?'],
    brief:
      'Before each draw, all tokens that would break the grammar get probability zero, and the rest is scaled to sum to one. So invalid output cannot happen, [not even at temperature 2|whatever the temperature].',
    thorough:
      'The schema becomes a grammar, and the grammar is followed while the text grows. After `{"age":` only a digit, a minus sign or a space may come; all other tokens are masked out before sampling. This sandbox does the same: look at the logprobs of a JSON answer, and where only one token was allowed its logprob is 0.\n\nThe price is that a model can be forced into a corner: if the schema has no place for “I do not know”, it has to say something. Give it one, for instance a nullable field.',
  },
  {
    about: 'strict schemas',
    ask: [
      'What does strict mean in a json_schema?',
      'Why must additionalProperties be false?',
      'Why must all properties be required?',
      'How do I write an optional field in strict mode?',
    ],
    brief:
      'OpenAI’s strict mode wants every object to have `additionalProperties: false` and to list all its properties as required. For an optional field allow null: `"type": ["string", "null"]`.',
  },
  {
    about: 'schema keywords',
    ask: [
      'Which JSON Schema keywords are supported?',
      'Does every provider support minimum and pattern?',
      'What happens to keywords a provider does not know?',
    ],
    brief:
      'All take types, enums, nested objects and arrays; bounds, patterns, formats and recursion differ from provider to provider. Keywords a provider rejects are removed for it with a note that names them, and your own schema is left as it is.',
  },
  {
    about: 'recursive schemas',
    ask: ['Can a schema be recursive?', 'How do I describe a tree in JSON Schema?', 'How do I use $ref and $defs?'],
    brief:
      '[Yes: put|It can: put|Yes, it can: put] the node under `$defs` and refer to it with `{"$ref": "#/$defs/node"}`, with an array or null [where it ends|where the tree ends]. OpenAI takes recursion, Anthropic’s native format [does not|cannot], so there the gateway uses a tool [instead.|in its place.]',
  },
  {
    about: 'JSON Schema',
    ask: ['What is JSON Schema?', 'Can you show me an example of a JSON schema?', 'Write a JSON schema for a person'],
    brief:
      'JSON Schema is a standard for describing JSON in JSON: types, required members, bounds, lists of allowed values. A person could be `{"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 0}}, "required": ["name", "age"], "additionalProperties": false}`.',
    thorough:
      'JSON Schema describes what a JSON document may look like, and is itself JSON. A small example:\n\n```json\n{\n  "type": "object",\n  "properties": {\n    "name": { "type": "string" },\n    "age": { "type": "integer", "minimum": 0 },\n    "email": { "type": "string", "format": "email" },\n    "tags": { "type": "array", "items": { "type": "string" } }\n  },\n  "required": ["name", "age", "email", "tags"],\n  "additionalProperties": false\n}\n```\n\nThe model reads the names and descriptions, too, so call things what they are and add a `description` where a name is not enough.',
  },
  {
    about: 'broken JSON',
    ask: [
      'Why is the JSON invalid?',
      'Why did I get broken JSON?',
      'The JSON answer is cut off',
      'Why does my JSON have a code fence?',
      'Why is the JSON wrapped in a code block?',
    ],
    brief:
      'Most often the limit of tokens was reached: look for the finish reason “length” and raise max_tokens. Without a schema, models also like to wrap JSON in a code fence or add a friendly sentence before it.',
  },
  {
    about: 'property order',
    ask: ['Does the order of properties matter?', 'Should reasoning come before the answer in a schema?'],
    brief:
      'Yes, models write from left to right, so what comes first can help what comes later. Put a field for reasons before the field for the verdict and the verdict [gets better|tends to improve].',
  },
]
