import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keyOf, useTell } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import type { Problem } from '#agent/api.ts'
import { m } from '#texts'
import type { FlowPage, FlowProblem } from '../../contract.ts'
import type { Step } from '../../graph.ts'
import { exportedOf } from '../exported.ts'
import { type Graph, withChanged, withoutStep } from './draft.ts'

type Written = { name: string; graph: Graph }
export type FlowDraft = ReturnType<typeof useFlowDraft>

/** A flow that is being written: nothing leaves the screen until it is saved. */
export function useFlowDraft(first: FlowPage) {
  const client = useQueryClient()
  const [flow, setFlow] = useState(first)
  const [written, setWritten] = useState<Written>({ name: first.name, graph: first.draft })
  const [isDirty, setDirty] = useState(false)
  const [found, setFound] = useState<FlowProblem[]>()
  const write = (next: Partial<Written>) => {
    setWritten((known) => ({ ...known, ...next }))
    setDirty(true)
  }
  const took = (page: FlowPage) => {
    setFlow(page)
    setDirty(false)
    setFound(undefined)
    client.setQueryData(keyOf('GET /api/flows/{id}', { params: { id: page.id } }), page)
  }
  const options = { stale: ['GET /api/flows'] as const, onDone: took }
  const change = useTell('PATCH /api/flows/{id}', options)
  const publication = useTell('POST /api/flows/{id}/publication', {
    ...options,
    onDone: (page) => {
      took(page)
      say({ text: m.flows_published_toast() })
    },
    onRefused: (problem: Problem) => {
      const { problems } = problem.more
      if (!Array.isArray(problems)) return false
      setFound(problems as FlowProblem[])
      return true
    },
  })
  const params = { id: flow.id }
  const body = () => ({ revision: flow.revision, name: written.name, draft: written.graph })
  const publish = async () => {
    const saved = isDirty ? await change.mutateAsync({ params, body: body() }).catch(() => undefined) : flow
    if (saved) publication.mutate({ params, body: { revision: saved.revision } })
  }
  const put = (graph: Graph) => write({ graph })
  return {
    flow,
    ...written,
    isDirty,
    isSaving: change.isPending,
    isPublishing: publication.isPending,
    // What was wrong when it was last looked at; a new flow is not blamed before anybody has tried.
    problems: found ?? (flow.publishedVersion === null && flow.revision === 1 ? [] : flow.problems),
    rename: (name: string) => write({ name }),
    put,
    change: (step: Step) => put(withChanged(written.graph, step)),
    remove: (id: string) => put(withoutStep(written.graph, id)),
    place: (id: string, at: { x: number; y: number }) => {
      const step = written.graph.steps.find((one) => one.id === id)
      if (step) put(withChanged(written.graph, { ...step, at }))
    },
    arrange: () =>
      put({ ...written.graph, steps: written.graph.steps.map(({ at: _, ...step }) => step as Step) }),
    save: () => change.mutate({ params, body: body() }),
    settle: (more: { startsByHand?: boolean; topicId?: number | null }) =>
      change.mutate({ params, body: { ...body(), ...more } }),
    publish: () => void publish(),
    export: () => download(`${written.name}.json`, exportedOf({ name: written.name, draft: written.graph })),
  }
}

function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
