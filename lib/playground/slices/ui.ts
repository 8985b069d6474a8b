import type { Slice } from '../store'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]
export const MOBILE_TABS = ['prompt', 'results', 'inspect'] as const
export type MobileTab = (typeof MOBILE_TABS)[number]
export const INSPECTOR_TABS = ['receipt', 'diff', 'frames', 'timing', 'trace', 'code'] as const
export type InspectorTab = (typeof INSPECTOR_TABS)[number]
export type DialogName =
  | 'keys'
  | 'model'
  | 'import'
  | 'share'
  | 'history'
  | 'prompts'
  | 'export'
  | 'shortcuts'
  | 'tools'
  | 'route'
  | 'palette'
  | 'assist'

/** How the page is arranged; saved on this device. */
export interface Ui {
  theme: Theme
  prompt: { open: boolean /** Pixels, 320 to 560. */; width: number }
  inspector: { open: boolean; tab: InspectorTab /** Pixels. */; height: number }
  mobileTab: MobileTab
  /** The raw events of every run are kept, not only of those made while they are looked at. */
  frames: boolean
  /** The view of each column by its id; absent: the first of the list of views. */
  views: Record<string, string>
  /** The column the others are read against, by its id. */
  pinned: string | null
}

export interface UiSlice {
  ui: Ui
  /** The dialog that is open; not saved. `about` says for what: a provider, a column's id. */
  dialog: { name: DialogName; about?: string } | null
  setTheme(theme: Theme): void
  /** Opens the prompt pane, closes it, or turns it over. */
  togglePrompt(open?: boolean): void
  setPromptWidth(pixels: number): void
  /** Shows one column in the inspector (it becomes the focused one) and opens it. */
  inspect(columnId?: string, tab?: InspectorTab): void
  toggleInspector(open?: boolean): void
  setInspectorTab(tab: InspectorTab): void
  setInspectorHeight(pixels: number): void
  setMobileTab(tab: MobileTab): void
  setFrames(on: boolean): void
  setView(columnId: string, view: string): void
  pin(columnId: string | null): void
  openDialog(name: DialogName, about?: string): void
  closeDialog(): void
}

export const PROMPT_WIDTH = { min: 320, max: 560 } as const
export const INSPECTOR_HEIGHT = { min: 160, max: 720 } as const

export const DEFAULT_UI: Ui = {
  theme: 'system',
  prompt: { open: true, width: 384 },
  inspector: { open: false, tab: 'receipt', height: 344 },
  mobileTab: 'prompt',
  frames: false,
  views: {},
  pinned: null,
}

export const uiSlice: Slice<UiSlice> = (set, get) => {
  const update = (change: Partial<Ui>) => set(({ ui }) => ({ ui: { ...ui, ...change } }))
  const inspector = (change: Partial<Ui['inspector']>) => update({ inspector: { ...get().ui.inspector, ...change } })
  const prompt = (change: Partial<Ui['prompt']>) => update({ prompt: { ...get().ui.prompt, ...change } })
  return {
    ui: DEFAULT_UI,
    dialog: null,
    setTheme: theme => update({ theme }),
    togglePrompt: open => prompt({ open: open ?? !get().ui.prompt.open }),
    setPromptWidth: pixels => prompt({ width: within(pixels, PROMPT_WIDTH) }),
    inspect(columnId, tab) {
      if (columnId) get().focus(columnId)
      inspector({ open: true, tab: tab ?? get().ui.inspector.tab })
      update({ mobileTab: 'inspect' })
    },
    toggleInspector: open => inspector({ open: open ?? !get().ui.inspector.open }),
    setInspectorTab: tab => inspector({ tab }),
    setInspectorHeight: pixels => inspector({ height: within(pixels, INSPECTOR_HEIGHT) }),
    setMobileTab: mobileTab => update({ mobileTab }),
    setFrames: frames => update({ frames }),
    setView: (columnId, view) => update({ views: { ...get().ui.views, [columnId]: view } }),
    pin: pinned => update({ pinned }),
    openDialog: (name, about) => set({ dialog: { name, about } }),
    closeDialog: () => set({ dialog: null }),
  }
}

/** Whether a run that begins now brings its raw events along. */
export function keepsFrames({ frames, inspector, mobileTab }: Ui): boolean {
  return frames || (inspector.tab === 'frames' && (inspector.open || mobileTab === 'inspect'))
}

/** A whole number of pixels between two bounds. */
export function within(value: number, { min, max }: { min: number; max: number }): number {
  return Math.round(Math.min(max, Math.max(min, value)))
}
