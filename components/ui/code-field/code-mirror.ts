import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { lintKeymap, setDiagnostics } from '@codemirror/lint'
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import type { Problem } from './problem'

export interface CodeOptions {
  language: 'json' | 'text'
  label: string
  /** Ids of what describes the field. */
  describedBy: string
  invalid: boolean
  readOnly: boolean
  placeholder: string
}

export interface CodeMirror {
  /** Writes what the editor does not hold yet; the cursor stays where it is. */
  setText(text: string): void
  setOptions(options: CodeOptions): void
  setProblems(problems: readonly Problem[]): void
  select(from: number, to?: number): void
  destroy(): void
}

/** Was not typed here. */
const FromOutside = Annotation.define<boolean>()

/** Puts an editor into an element. Our colours stand in code-field.css, by the class names of `classHighlighter`. */
export function mountCodeMirror(
  parent: HTMLElement,
  { text, options, onChange }: { text: string; options: CodeOptions; onChange(text: string): void },
): CodeMirror {
  const said = new Compartment()
  const view = new EditorView({
    state: EditorState.create({ doc: text, extensions: [said.of(extensionsOf(options)), base(onChange)] }),
  })
  // What else stands in the field comes after it, for Tab as well.
  parent.prepend(view.dom)
  // Tab leaves the field, as everywhere on the page, until Ctrl M says that it indents.
  view.setTabFocusMode(true)
  return {
    setText(text) {
      const changes = changeTo(view.state.doc.toString(), text)
      if (changes) view.dispatch({ changes, annotations: FromOutside.of(true) })
    },
    setOptions: options => view.dispatch({ effects: said.reconfigure(extensionsOf(options)) }),
    setProblems(problems) {
      const most = view.state.doc.length
      const within = problems.map(({ from, to, severity, message }) => ({
        from: Math.min(from, most),
        to: Math.min(to, most),
        severity,
        message,
      }))
      view.dispatch(setDiagnostics(view.state, within))
    },
    select(from, to = from) {
      const most = view.state.doc.length
      view.dispatch({ selection: { anchor: Math.min(from, most), head: Math.min(to, most) }, scrollIntoView: true })
      view.focus()
    },
    destroy: () => view.destroy(),
  }
}

function base(onChange: (text: string) => void): Extension {
  return [
    history(),
    bracketMatching(),
    closeBrackets(),
    indentOnInput(),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    syntaxHighlighting(classHighlighter),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
    EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      if (docChanged && !transactions.some(transaction => transaction.annotation(FromOutside))) onChange(state.doc.toString())
    }),
  ]
}

function extensionsOf({ language, label, describedBy, invalid, readOnly, placeholder: hint }: CodeOptions): Extension {
  return [
    language === 'json' ? json() : [],
    placeholder(hint),
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': describedBy,
      'aria-invalid': String(invalid),
      'aria-readonly': String(readOnly),
      // Whatever can be edited has the focus anyway; said aloud, checkers see it too.
      tabindex: '0',
    }),
  ]
}

/** The one stretch in which two texts differ, `null` for none. */
function changeTo(before: string, after: string): { from: number; to: number; insert: string } | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}
