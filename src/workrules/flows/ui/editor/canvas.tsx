import '@xyflow/react/dist/base.css'
import './canvas.css'
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type Edge,
  type NodeChange,
  ReactFlow,
} from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import { m } from '#texts'
import { outcomesOf } from '../../outcomes.ts'
import type { Graph } from './draft.ts'
import { layout } from './layout.ts'
import { StepNode, type StepNodeType } from './step-node.tsx'

const nodeTypes = { step: StepNode }

type Props = {
  graph: Graph
  wrong: ReadonlySet<string>
  picked: string | undefined
  onPick: (id: string | undefined) => void
  onMove: (id: string, at: { x: number; y: number }) => void
  onConnect: (id: string, outcome: string, to: string | null) => void
  onRemove: (id: string) => void
}

/** The flow as a drawing; all that can be done here can be done in the list and the panel beside it. */
export default function Canvas({ graph, wrong, picked, onPick, onMove, onConnect, onRemove }: Props) {
  const wished = useMemo(() => nodesOf(graph, wrong, picked), [graph, wrong, picked])
  const [nodes, setNodes] = useState(wished)
  useEffect(
    () =>
      // The drawing keeps what it has measured, and takes the rest from the flow.
      setNodes((known) => wished.map((node) => ({ ...known.find((one) => one.id === node.id), ...node }))),
    [wished],
  )
  const edges = useMemo(() => edgesOf(graph), [graph])
  const change = (changes: NodeChange<StepNodeType>[]) => {
    setNodes((known) => applyNodeChanges(changes, known))
    for (const one of changes) {
      if (one.type === 'position' && one.dragging === false && one.position) onMove(one.id, one.position)
      // By keys as well. The drawing's own onSelectionChange also tells of what is chosen in the list, one choice late.
      if (one.type === 'select' && one.selected) onPick(one.id)
    }
  }
  const connect = ({ source, sourceHandle, target }: Connection) => {
    if (sourceHandle) onConnect(source, sourceHandle, target)
  }
  return (
    <ReactFlow
      aria-label={m.flows_canvas()}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={change}
      onNodeClick={(_, node) => onPick(node.id)}
      onPaneClick={() => onPick(undefined)}
      onConnect={connect}
      onNodesDelete={(gone) => gone.forEach((one) => onRemove(one.id))}
      onEdgesDelete={(gone) => gone.forEach((one) => onConnect(one.source, one.sourceHandle ?? '', null))}
      deleteKeyCode="Delete"
      fitView
      fitViewOptions={{ maxZoom: 1, padding: 0.12 }}
      minZoom={0.2}
      maxZoom={1.5}
      ariaLabelConfig={{
        'node.a11yDescription.default': m.flows_canvas_node(),
        'edge.a11yDescription.default': m.flows_canvas_edge(),
        'controls.ariaLabel': m.flows_canvas_controls(),
        'controls.zoomIn.ariaLabel': m.flows_canvas_in(),
        'controls.zoomOut.ariaLabel': m.flows_canvas_out(),
        'controls.fitView.ariaLabel': m.flows_canvas_fit(),
      }}
    >
      <Background variant={BackgroundVariant.Dots} gap={18} size={1} />
      <Controls showInteractive={false} />
    </ReactFlow>
  )
}

function nodesOf(graph: Graph, wrong: ReadonlySet<string>, picked: string | undefined): StepNodeType[] {
  const places = layout(graph)
  return graph.steps.map((step) => ({
    id: step.id,
    type: 'step',
    position: places.get(step.id) ?? { x: 0, y: 0 },
    data: { step, isStart: step.id === graph.start, isWrong: wrong.has(step.id) },
    selected: step.id === picked,
  }))
}

function edgesOf(graph: Graph): Edge[] {
  return graph.steps.flatMap((step) =>
    outcomesOf(step).flatMap(({ key }, at) => {
      const target = step.next[key]
      return target === undefined
        ? []
        : [
            {
              id: `${step.id} ${key}`,
              source: step.id,
              sourceHandle: key,
              target,
              type: 'smoothstep',
              pathOptions: { offset: 14 + at * 7 },
            },
          ]
    }),
  )
}
