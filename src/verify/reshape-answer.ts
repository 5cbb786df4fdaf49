/*
 * Answers put into the form of their schema where it is beyond doubt what they mean: "none" for an
 * empty list, a number as text, a question in capitals, nothing (null) for an empty quote.
 */

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reshapes doubts about sentences. */
export function reshapeDoubts(value: unknown): unknown {
  const list = listIn(value, 'doubts');
  return list === undefined ? value : { doubts: list.filter(isNoDenial).map(reshapeDoubt) };
}

/** Reshapes judgements of findings. */
export function reshapeJudgements(value: unknown): unknown {
  const list = listIn(value, 'answers');
  return list === undefined ? value : { answers: list.map(reshapeJudgement) };
}

/** A list by its name, or on its own; "none" is an empty one. */
function listIn(value: unknown, name: string): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value) || !(name in value)) return undefined;
  const list = value[name];
  if (Array.isArray(list)) return list;
  const isNone = list === null || (typeof list === 'string' && /^\s*(?:none|no)?\W*$/i.test(list));
  return isNone ? [] : undefined;
}

/** Some models list every question, with their answer. */
function isNoDenial(doubt: unknown): boolean {
  return !isObject(doubt) || String(doubt['answer']).toLowerCase() !== 'no';
}

function reshapeDoubt(doubt: unknown): unknown {
  if (!isObject(doubt)) return doubt;
  const { question } = doubt;
  return {
    sentence: toNumber(doubt['sentence'] ?? doubt['n']),
    question: typeof question === 'string' ? question.trim().toLowerCase() : question,
    dutch: toText(doubt['dutch'] ?? doubt['nl']),
    english: toText(doubt['english'] ?? doubt['en']),
    why: toText(doubt['why']),
  };
}

function reshapeJudgement(judgement: unknown): unknown {
  if (!isObject(judgement)) return judgement;
  const { id, answer } = judgement;
  return {
    id: toNumber(id),
    answer: toAnswer(answer),
    dutch: toText(judgement['dutch'] ?? judgement['nl']),
    english: toText(judgement['english'] ?? judgement['en']),
  };
}

function toAnswer(answer: unknown): unknown {
  if (answer === true) return 'yes';
  if (answer === false) return 'no';
  return typeof answer === 'string' ? answer.trim().toLowerCase() : answer;
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\s*\d{1,6}\s*$/.test(value) ? Number(value) : value;
}

function toText(value: unknown): unknown {
  return value === null || value === undefined ? '' : value;
}
