import type { Entry } from './entry'

export const code: Entry[] = [
  {
    about: 'hello world in Python',
    ask: ['Write hello world in Python', 'Print hello world python code'],
    brief: '```python\nprint("Hello, world!")\n```',
  },
  {
    about: 'the Fibonacci numbers in Python',
    ask: [
      'Write a Fibonacci function in Python',
      'Write a Python function that computes Fibonacci numbers',
      'fibonacci code',
      'Write a function for fibonacci',
    ],
    brief: '```python\ndef fibonacci(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n```',
    thorough:
      'The n-th number is the sum of the two before it, so two variables that move on together are enough:\n\n```python\ndef fibonacci(n):\n    """The n-th Fibonacci number, counting from fibonacci(0) == 0."""\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n\nprint([fibonacci(n) for n in range(10)])\n# [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]\n```\n\nThe loop takes n steps. The short recursive form would call itself more than a billion times for n = 45.',
  },
  {
    about: 'the Fibonacci numbers in JavaScript',
    ask: ['Write a Fibonacci function in JavaScript', 'fibonacci in javascript', 'fibonacci in typescript'],
    brief:
      '```js\nfunction fibonacci(n) {\n  let [a, b] = [0, 1]\n  for (let i = 0; i < n; i++) [a, b] = [b, a + b]\n  return a\n}\n```',
  },
  {
    about: 'FizzBuzz',
    ask: ['Write FizzBuzz', 'FizzBuzz in Python', 'FizzBuzz code', 'FizzBuzz in JavaScript'],
    brief: '```python\nfor n in range(1, 101):\n    print("Fizz" * (n % 3 == 0) + "Buzz" * (n % 5 == 0) or n)\n```',
  },
  {
    about: 'reversing a string',
    ask: ['How do I reverse a string in Python?', 'Write a function that reverses a string', 'reverse a string in JavaScript'],
    brief:
      'In Python a slice with step -1 does it: `text[::-1]`. In JavaScript spread it into characters first: `[...text].reverse().join("")`, or emoji fall apart.',
  },
  {
    about: 'sorting a list',
    ask: ['How do I sort a list in Python?', 'Write a sort function', 'How do I sort an array in JavaScript?', 'Write quicksort'],
    brief:
      'In Python `sorted(items)` gives a new list and `items.sort()` sorts in place. In JavaScript pass a comparison: `items.toSorted((a, b) => a - b)`, otherwise numbers are sorted as text.',
  },
  {
    about: 'prime numbers in code',
    ask: ['Write a function that checks for prime numbers', 'Write an is_prime function in Python', 'prime number code'],
    brief:
      '```python\ndef is_prime(n):\n    if n < 2:\n        return False\n    return all(n % d for d in range(2, int(n ** 0.5) + 1))\n```',
  },
  {
    about: 'the factorial in code',
    ask: ['Write a factorial function', 'factorial in Python', 'factorial code'],
    brief:
      '```python\ndef factorial(n):\n    result = 1\n    for k in range(2, n + 1):\n        result *= k\n    return result\n```',
  },
  {
    about: 'palindromes in code',
    ask: ['Write a function that checks for palindromes', 'palindrome code', 'is_palindrome in Python'],
    brief:
      '```python\ndef is_palindrome(text):\n    letters = [c.lower() for c in text if c.isalnum()]\n    return letters == letters[::-1]\n```',
  },
  {
    about: 'softmax in code',
    ask: ['Write softmax in Python', 'Show me softmax code', 'Write a softmax function'],
    brief:
      '```python\nimport math\n\ndef softmax(logits, temperature=1.0):\n    highest = max(logits)\n    powers = [math.exp((x - highest) / temperature) for x in logits]\n    total = sum(powers)\n    return [p / total for p in powers]\n```',
  },
  {
    about: 'top_p in code',
    ask: ['Write top_p sampling in Python', 'Show me code for nucleus sampling', 'Implement top_p in code'],
    brief:
      '```python\ndef top_p_filter(probabilities, p):\n    order = sorted(range(len(probabilities)), key=lambda i: -probabilities[i])\n    kept, total = [], 0.0\n    for i in order:\n        kept.append(i)\n        total += probabilities[i]\n        if total >= p:\n            break\n    return {i: probabilities[i] / total for i in kept}\n```',
  },
  {
    about: 'a curl command',
    ask: ['Show me a curl command', 'How do I call the API with curl?', 'curl example for chat completions'],
    brief:
      '```\ncurl http://localhost:3000/v1/chat/completions \\\n  -H "content-type: application/json" \\\n  -d \'{"model": "sandbox/openai", "messages": [{"role": "user", "content": "Hello"}]}\'\n```',
  },
  {
    about: 'reading a stream in JavaScript',
    ask: ['How do I read a stream in JavaScript?', 'Show me code for streaming with the OpenAI SDK', 'streaming code example'],
    brief:
      '```js\nconst stream = await client.chat.completions.create({ model: "sandbox/openai", messages, stream: true })\nfor await (const chunk of stream) {\n  process.stdout.write(chunk.choices[0]?.delta?.content ?? "")\n}\n```',
  },
  {
    about: 'a regular expression for e-mail',
    ask: ['Write a regex for email', 'What is a regular expression?', 'regex for an email address', 'email regex'],
    brief:
      'A simple one is `^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$`: something, an at sign, something, a dot, something. Only a mail that arrives proves an address.',
  },
  {
    about: 'a SQL query',
    ask: ['Write a SQL query', 'Show me a SQL example', 'How do I count rows in SQL?', 'SQL select example'],
    brief:
      '```sql\nSELECT city, COUNT(*) AS people\nFROM customers\nWHERE active\nGROUP BY city\nORDER BY people DESC\nLIMIT 10;\n```',
  },
  {
    about: 'undoing a git commit',
    ask: ['How do I undo a git commit?', 'How do I undo the last commit?', 'git undo commit'],
    brief:
      '`git revert HEAD` makes a new commit that takes the last one back, which is safe for shared history. `git reset --soft HEAD~1` removes a commit you have not pushed and keeps its changes.',
  },
  {
    about: 'a tool in JSON',
    ask: [
      'Show me an example of a tool definition',
      'What does a tool look like in JSON?',
      'Write a tool definition for weather',
    ],
    brief:
      '```json\n{\n  "type": "function",\n  "function": {\n    "name": "get_weather",\n    "description": "Current weather in a city",\n    "parameters": {\n      "type": "object",\n      "properties": { "city": { "type": "string" } },\n      "required": ["city"]\n    }\n  }\n}\n```',
  },
  {
    about: 'a debounce function',
    ask: ['Write a debounce function', 'debounce in JavaScript'],
    brief:
      '```js\nfunction debounce(run, wait) {\n  let timer\n  return (...args) => {\n    clearTimeout(timer)\n    timer = setTimeout(() => run(...args), wait)\n  }\n}\n```',
  },
  {
    about: 'a web page in HTML',
    ask: ['Write a simple HTML page', 'Show me HTML for a web page', 'html hello world'],
    brief:
      '```html\n<!doctype html>\n<html lang="en">\n  <head><title>Hello</title></head>\n  <body><h1>Hello, world!</h1></body>\n</html>\n```',
  },
]
