// Offsets: Python counts code points, JavaScript UTF-16 units.
import type { Mark, MarkKind } from "./model";

export interface Piece {
  text: string;
  kinds: readonly MarkKind[];
}

/** UTF-16 offsets of code point offsets; one beyond the end is the end. */
export function units(text: string, points: readonly number[]): number[] {
  const wanted = [...new Set(points)].sort((a, b) => a - b);
  const found = new Map<number, number>();
  let point = 0;
  let unit = 0;
  for (const next of wanted) {
    while (point < next && unit < text.length) {
      unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
      point += 1;
    }
    found.set(next, unit);
  }
  return points.map((p) => found.get(p)!);
}

/** The text cut where a mark begins or ends, each piece with the kinds of the marks that cover it. */
export function pieces(text: string, marks: readonly Mark[]): Piece[] {
  const offsets = units(text, marks.flatMap((m) => [m.start, m.end]));
  const spans = marks.map((m, i) => ({ kind: m.kind, start: offsets[2 * i]!, end: offsets[2 * i + 1]! }));
  const cuts = [...new Set([0, text.length, ...spans.flatMap((s) => [s.start, s.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1]!;
    const kinds = new Set(spans.filter((s) => s.start <= start && end <= s.end).map((s) => s.kind));
    return { text: text.slice(start, end), kinds: [...kinds] };
  });
}
