import type { Scenario } from './scenario.ts'
import { englishScenarios } from './scenarios-en.ts'
import { japaneseScenarios } from './scenarios-ja.ts'

export const scenarios: readonly Scenario[] = [...englishScenarios, ...japaneseScenarios]
