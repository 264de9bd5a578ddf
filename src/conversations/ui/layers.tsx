import { useAsk } from '#agent/ask.ts'
import { Avatar } from '#agent/kit/avatar.tsx'
import { Palette } from '#agent/kit/palette.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import { MakeArticle } from '../../answers/ui/make-article.tsx'
import EscalateDialog from '../../workrules/escalation/ui/escalate-dialog.tsx'
import { FlowPalette } from '../../workrules/flows/ui/flow-palette.tsx'
import { FlowHistory } from '../../workrules/flows/ui/history-dialog.tsx'
import { WhyDialog } from '../../workrules/decisions/ui/why-dialog.tsx'
import AskDialog from '../tasks/ui/ask-dialog.tsx'
import type { ConversationPage, Message } from '../contract.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { reasonChoices } from './reasons.ts'
import { SnoozePalette } from './snooze-palette.tsx'
import { SplitDialog } from './split-dialog.tsx'
import { SubjectDialog } from './subject-dialog.tsx'
import { TagPalette } from './tag-palette.tsx'
import type { Changes } from './use-changes.ts'
import type { Layer } from './use-conversation-actions.ts'
import { choosableStatuses, languageName, priorities, priorityName, statusName } from './words.ts'

type LayersProps = {
  layer: Layer
  conversation: ConversationPage
  changes: Changes
  messages: Message[]
  onClose: () => void
  onNext: () => void
}

/** Whatever is chosen or asked over the open conversation. */
export default function Layers(props: LayersProps) {
  const { layer, conversation, changes, onClose } = props
  switch (layer) {
    case 'assign':
      return <AssignPalette {...props} />
    case 'team':
      return <TeamPalette {...props} />
    case 'reason':
      return <ReasonPalette {...props} />
    case 'tags':
      return <TagPalette conversation={conversation} changes={changes} onClose={onClose} />
    case 'snooze':
      return <SnoozePalette {...props} />
    case 'merge':
      return <MergeDialog conversation={conversation} onClose={onClose} />
    case 'split':
      return <SplitDialog conversation={conversation} messages={props.messages} onClose={onClose} />
    case 'subject':
      return <SubjectDialog conversation={conversation} changes={changes} onClose={onClose} />
    case 'make-article':
      return <MakeArticle conversation={conversation} onClose={onClose} />
    case 'ask':
      return <AskDialog conversation={conversation} messages={props.messages} onClose={onClose} />
    // Opened beside the conversation, not over it.
    case 'complaint':
      return null
    case 'escalate':
      return <EscalateDialog conversationId={conversation.id} onClose={onClose} />
    case 'flow':
      return <FlowPalette conversation={conversation} onClose={onClose} />
    case 'flows':
      return <FlowHistory conversationId={conversation.id} onClose={onClose} />
    case 'why':
      return <WhyDialog conversationId={conversation.id} onClose={onClose} />
    case 'status':
      return (
        <Palette
          title={m.agent_status()}
          isOpen
          onClose={onClose}
          items={choosableStatuses.map((one) => ({
            id: one,
            name: statusName(one),
            isOn: one === conversation.status,
          }))}
          onPick={({ id }) => {
            const status = choosableStatuses.find((one) => one === id)
            if (status) void changes.status(status)
          }}
        />
      )
    case 'priority':
      return (
        <Palette
          title={m.agent_priority()}
          isOpen
          onClose={onClose}
          items={priorities.map((one) => ({
            id: one,
            name: priorityName(one),
            isOn: one === conversation.priority,
          }))}
          onPick={({ id }) => {
            const priority = priorities.find((one) => one === id)
            if (priority) void changes.priority(priority)
          }}
        />
      )
    case 'language':
      return (
        <Palette
          title={m.agent_change_language()}
          isOpen
          onClose={onClose}
          items={['ja', 'en', 'zh', 'ko', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'th', 'vi', 'id', 'ru'].map(
            (code) => ({
              id: code,
              name: languageName(code),
              hint: code,
              isOn: code === conversation.language,
            }),
          )}
          onPick={({ id }) => void changes.language(id)}
        />
      )
  }
}

function AssignPalette({ conversation, changes, onClose }: LayersProps) {
  const me = useMe()
  const query = { brandId: conversation.brandId, limit: 200 }
  const colleagues = useAsk('GET /api/colleagues', { query }, { staleTime: 300_000 }).data?.items ?? []
  const mineFirst = [...colleagues].sort((a, b) => Number(b.id === me?.id) - Number(a.id === me?.id))
  return (
    <Palette
      title={m.agent_assign_to()}
      isOpen
      onClose={onClose}
      items={[
        ...mineFirst.map((one) => ({
          id: String(one.id),
          name: one.name,
          hint: one.id === me?.id ? m.agent_you() : undefined,
          keys: one.id === me?.id ? 'i' : undefined,
          isOn: one.id === conversation.assignee?.id,
          icon: <Avatar name={one.name} size={20} />,
        })),
        {
          id: 'none',
          name: m.agent_unassigned(),
          isOn: conversation.assignee === null,
          icon: <Avatar name="" size={20} isMuted />,
        },
      ]}
      onPick={({ id }) => void changes.assign(colleagues.find((one) => String(one.id) === id) ?? null)}
    />
  )
}

function TeamPalette({ conversation, changes, onClose }: LayersProps) {
  const teams = useAsk('GET /api/teams', { query: {} }, { staleTime: 300_000 }).data?.items ?? []
  return (
    <Palette
      title={m.agent_team()}
      isOpen
      onClose={onClose}
      items={[
        ...teams.map((one) => ({ id: String(one.id), name: one.name, isOn: one.id === conversation.teamId })),
        { id: 'none', name: m.agent_no_team(), isOn: conversation.teamId === null },
      ]}
      onPick={({ id }) => void changes.team(id === 'none' ? null : Number(id))}
    />
  )
}

function ReasonPalette({ conversation, changes, onClose }: LayersProps) {
  const query = { brandId: conversation.brandId }
  const reasons = useAsk('GET /api/contact-reasons', { query }, { staleTime: 300_000 }).data?.items ?? []
  return (
    <Palette
      title={m.agent_reason()}
      isOpen
      onClose={onClose}
      items={[
        ...reasonChoices(reasons, (one) => one.id === conversation.reasonId),
        { id: 'none', name: m.agent_no_reason(), isOn: conversation.reasonId === null },
      ]}
      onPick={({ id }) => void changes.reason(id === 'none' ? null : Number(id))}
    />
  )
}
