import type { AssistTask } from '@/lib/chat/assist'
import type { Task } from '../task'
import { improve } from './improve'
import { schema } from './schema'
import { title } from './title'
import { tool } from './tool'

export const tasks: { [Name in AssistTask]: Task<Name> } = { schema, tool, improve, title }
