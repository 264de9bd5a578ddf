import type { Tx } from '#platform/database.ts'
import type { Kind, StepOf } from '../graph.ts'
import type { Entered, Scene } from '../run.ts'

/**
 * What a kind of step does when a run comes to it, in the transaction in which the run goes on. What it cannot do is a Refusal thrown before
 * anything is written: then the run is stuck there and says why.
 */
export type Enter<K extends Kind> = (tx: Tx, scene: Scene, step: StepOf<K>) => Promise<Entered>
