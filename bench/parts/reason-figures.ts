import { type Labelled, learnReasons, outOfScope } from '#answers/reasons/learn.ts'
import { suggestReason } from '#answers/reasons/suggest.ts'

export type ReasonSet = { name: string; train: Labelled[]; test: Labelled[] }

type Clinc = Record<'train' | 'test' | 'oos_train' | 'oos_test', [string, string][]>

/** `isWarned`: with the hundred texts out of scope that the set has for learning. */
export function readClinc(text: string, isWarned: boolean): ReasonSet {
  const all: Clinc = JSON.parse(text)
  const labelled = (lines: [string, string][]) => lines.map(([one, label]) => ({ text: one, label }))
  return {
    name: isWarned ? 'CLINC150, with its 100 texts out of scope' : 'CLINC150',
    train: labelled(isWarned ? [...all.train, ...all.oos_train] : all.train),
    test: labelled([...all.test, ...all.oos_test]),
  }
}

/** A text, which may be quoted, and then its intent. */
export function readBitext(csv: string): Labelled[] {
  return csv
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      const found = /^(?:"((?:[^"]|"")*)"|([^,]*)),([^,]+)/.exec(line)
      return found
        ? [{ text: (found[1] ?? found[2] ?? '').replaceAll('""', '"'), label: found[3] ?? '' }]
        : []
    })
}

export function reasonRow({ name, train, test }: ReasonSet): Record<string, unknown> {
  const begun = performance.now()
  const model = learnReasons(train)
  const seconds = (performance.now() - begun) / 1_000
  const judged = test.map(({ text, label }) => {
    const { label: said, likeliest } = suggestReason(model, text)
    return { label, said, nearest: likeliest[0]?.label }
  })
  const inScope = judged.filter(({ label }) => label !== outOfScope)
  const others = judged.filter(({ label }) => label === outOfScope)
  const share = (some: unknown[], all: unknown[]) =>
    all.length === 0 ? '–' : Number((some.length / all.length).toFixed(4))
  return {
    set: name,
    'learnt from': train.length,
    reasons: model.labels.length,
    'in scope, right': share(
      inScope.filter(({ label, said }) => label === said),
      inScope,
    ),
    'had it to choose': share(
      inScope.filter(({ label, nearest }) => label === nearest),
      inScope,
    ),
    'out of scope, recall': share(
      others.filter(({ said }) => said === outOfScope),
      others,
    ),
    threshold: Number(model.threshold.toFixed(3)),
    'seconds to learn': Number(seconds.toFixed(1)),
  }
}
