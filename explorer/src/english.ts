// English names of known places and groups, by id, as they come with answers: fillers and sources are named without them.

const names = new Map<string, string>();

interface Known {
  id: string;
  label_en?: string;
}

/** The English name of a place or group that some answer told of. */
export function englishName(id: string | undefined): string | undefined {
  return id === undefined ? undefined : names.get(id);
}

/** Keeps the English names of an answer's lists. */
export function learn(answer: unknown): void {
  if (typeof answer !== "object" || answer === null) return;
  for (const list of Object.values(answer))
    if (Array.isArray(list)) for (const item of list as Known[]) if (item?.label_en) names.set(item.id, item.label_en);
}
