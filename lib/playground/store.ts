import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Client, createClient } from './client'
import { watchEmbedded } from './embedded-files'
import { createFiles, type Files } from './files'
import { watchForecasts } from './forecasts'
import { type History, runHistory, watchHistory } from './history'
import { createLine, type Line } from './line'
import { watchChanges } from './persist'
import { createRuns, type Runs } from './runs'
import { type SavedPrompts, savedPrompts } from './saved-prompts'
import type { Services } from './services'
import { type AssistSlice, assistSlice } from './slices/assist'
import { type ColumnsSlice, columnsSlice } from './slices/columns'
import { type DraftsSlice, draftsSlice } from './slices/drafts'
import { type ExchangeSlice, exchangeSlice } from './slices/exchange'
import { type FilesSlice, filesSlice, watchFiles } from './slices/files'
import { type ForecastsSlice, forecastsSlice } from './slices/forecasts'
import { type KeysSlice, keysSlice } from './slices/keys'
import { type LibrarySlice, librarySlice, watchKept } from './slices/library'
import { type LineSlice, lineSlice, watchLine } from './slices/line'
import { type ModelsSlice, modelsSlice } from './slices/models'
import { type PromptSlice, promptSlice } from './slices/prompt'
import { type RunsSlice, runsSlice, watchRuns } from './slices/runs'
import { type SavedSlice, savedSlice } from './slices/saved'
import { type SharedSlice, sharedSlice, watchShared } from './slices/shared'
import { type ToolsSlice, toolsSlice, watchTools } from './slices/tools'
import { type TurnsSlice, turnsSlice } from './slices/turns'
import { type UiSlice, uiSlice } from './slices/ui'
import { type UndoSlice, undoSlice } from './slices/undo'
import { watchKeys } from './vault'

export type PlaygroundState = PromptSlice &
  TurnsSlice &
  ColumnsSlice &
  RunsSlice &
  ToolsSlice &
  ForecastsSlice &
  DraftsSlice &
  FilesSlice &
  ModelsSlice &
  KeysSlice &
  UiSlice &
  UndoSlice &
  AssistSlice &
  LineSlice &
  SavedSlice &
  SharedSlice &
  LibrarySlice &
  ExchangeSlice

export type PlaygroundStore = StoreApi<PlaygroundState>

/** What slices work with besides the store. */
export interface Parts {
  services: Services
  client: Client
  line: Line
  runs: Runs
  files: Files
  prompts: SavedPrompts
  history: History
}

export type Slice<T> = (set: PlaygroundStore['setState'], get: PlaygroundStore['getState'], parts: Parts) => T

export interface Playground {
  store: PlaygroundStore
  runs: Runs
  /** Restores what was saved, loads the models, forecasts and saves from then on. Returns how to stop all of it. */
  start(): () => void
}

const FILE_NOT_KEPT = 'This browser could not keep the file: it is in the message until the page is closed.'

/** One per page. Does nothing by itself before `start`, so that it may be made on the server. */
export function createPlayground(services: Services): Playground {
  const files = createFiles(services, () => store.getState().addProblem(FILE_NOT_KEPT))
  const line = createLine(services)
  const client = createClient(line.fetch, files)
  const runs = createRuns(client, services)
  const prompts = savedPrompts(services.storage)
  const history = runHistory(services.storage)
  const parts: Parts = { services, client, line, runs, files, prompts, history }
  const store = createStore<PlaygroundState>()((set, get) => ({
    ...promptSlice(set, get, parts),
    ...turnsSlice(set, get, parts),
    ...columnsSlice(set, get, parts),
    ...runsSlice(set, get, parts),
    ...toolsSlice(set, get, parts),
    ...forecastsSlice(set, get, parts),
    ...draftsSlice(set, get, parts),
    ...filesSlice(set, get, parts),
    ...modelsSlice(set, get, parts),
    ...keysSlice(set, get, parts),
    ...uiSlice(set, get, parts),
    ...undoSlice(set, get, parts),
    ...assistSlice(set, get, parts),
    ...lineSlice(set, get, parts),
    ...savedSlice(set, get, parts),
    ...sharedSlice(set, get, parts),
    ...librarySlice(set, get, parts),
    ...exchangeSlice(set, get, parts),
  }))

  return {
    store,
    runs,
    start() {
      const stops = [
        watchRuns(store, parts),
        watchTools(store, parts),
        watchChanges(store, parts),
        watchKeys(store, parts),
        watchForecasts(store, parts),
        watchFiles(store, parts),
        watchEmbedded(store, parts),
        watchShared(store, parts),
        watchLine(store, parts),
        watchKept(store, parts),
        watchHistory(store, parts),
      ]
      // A link is looked at first: of a bad one nothing is sent at all.
      if (!services.fragment()) void store.getState().loadModels()
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
