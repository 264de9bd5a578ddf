import { z } from 'zod'
import { learnReasons, outOfScope } from '#answers/reasons/learn.ts'
import { suggestReason } from '#answers/reasons/suggest.ts'
import { terminalLocale } from '#platform/cannot-start.ts'
import { readJsonLines, WrongFile, wrongLine } from './json-lines.ts'
import { readOptions } from './options.ts'
import { print, printedRatio } from './print-lines.ts'
import { wrongUse } from './usages.ts'

const schema = z.object({ text: z.string(), label: z.string().min(1) })

/** `reasons evaluate`: learns from one file, and says for each line of another what it would suggest. Needs no database. */
export async function run([verb, ...args]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (verb !== 'evaluate') throw wrongUse('reasons', verb ?? 'evaluate')
  const { train, test } = readOptions(args, 'reasons', ['train', 'test'])
  try {
    await evaluate(train, test)
    return 0
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error
    process.stderr.write(`${error.say(terminalLocale(env))}\n`)
    return error.exitCode
  }
}

async function evaluate(trainFile: string, testFile: string): Promise<void> {
  const examples = (await readJsonLines(trainFile, schema)).map(({ value }) => value)
  const lines = (await readJsonLines(testFile, schema)).map(({ value }) => value)
  if (!examples.some(({ label }) => label !== outOfScope))
    throw wrongLine(trainFile, 1, `no label but ${outOfScope}`)
  const model = learnReasons(examples)
  const judged: { label: string; predicted: string; nearest: string | undefined }[] = []
  for (const { text, label } of lines) {
    const { label: predicted, probability, likeliest } = suggestReason(model, text)
    const [nearest] = likeliest
    judged.push({ label, predicted, nearest: nearest?.label })
    await print({
      label: predicted,
      probability: printedRatio(probability),
      nearest: nearest && { label: nearest.label, probability: printedRatio(nearest.probability) },
    })
  }
  await print({ summary: { ...summaryOf(judged), threshold: printedRatio(model.threshold) } })
}

function summaryOf(judged: readonly { label: string; predicted: string; nearest: string | undefined }[]) {
  const inScope = judged.filter(({ label }) => label !== outOfScope)
  const others = judged.filter(({ label }) => label === outOfScope)
  const refused = judged.filter(({ predicted }) => predicted === outOfScope)
  const share = (some: number, all: number) => (all === 0 ? null : printedRatio(some / all))
  const both = others.filter(({ predicted }) => predicted === outOfScope).length
  return {
    lines: judged.length,
    inScope: inScope.length,
    /** Right, and sure enough to be said. */
    inScopeAccuracy: share(
      inScope.filter(({ label, predicted }) => label === predicted).length,
      inScope.length,
    ),
    /** Right, had it to choose one. */
    accuracyWithoutThreshold: share(
      inScope.filter(({ label, nearest }) => label === nearest).length,
      inScope.length,
    ),
    outOfScope: others.length,
    outOfScopeRecall: share(both, others.length),
    outOfScopePrecision: share(both, refused.length),
  }
}
