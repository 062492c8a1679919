// The graph on the screen is what a list of steps brings, in order, under the filter. Undo drops the last change of the list; an address
// holds it; a filter asks the steps again.
import type { Filter } from "../filter";
import type { GraphEdge, GraphNode, Subgraph } from "../model";
import type { Source } from "../source/source";

export type Step =
  | { op: "expand"; id: string; types: readonly string[]; limit: number }
  | { op: "path"; from: string; to: string }
  | { op: "kin"; id: string }
  | { op: "claim"; id: string };

export interface Shown {
  steps: readonly Step[];
  hidden: readonly string[];
  pinned: readonly string[];
}

/** `more` says how many claims of an expanded node were left out by its limit. */
export interface Content {
  nodes: ReadonlyMap<string, GraphNode>;
  edges: ReadonlyMap<string, GraphEdge>;
  more: ReadonlyMap<string, number>;
}

export const NOTHING: Shown = { steps: [], hidden: [], pinned: [] };
export const EMPTY: Content = { nodes: new Map(), edges: new Map(), more: new Map() };
export const LIMIT = 25;
const ALL = 200;

/** What the steps bring. A step that fails brings nothing, and is told to `failed`. */
export async function content(source: Source, shown: Shown, filter: Filter, failed: (error: unknown) => void): Promise<Content> {
  const answers = await Promise.all(
    shown.steps.map((step) =>
      taken(source, step, filter).catch((error: unknown): Subgraph => {
        failed(error);
        return { nodes: [], edges: [], more: 0 };
      }),
    ),
  );
  const hidden = new Set(shown.hidden);
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const more = new Map<string, number>();
  answers.forEach((answer, i) => {
    const step = shown.steps[i]!;
    if (step.op === "expand" && answer.more > 0) more.set(step.id, answer.more);
    for (const node of answer.nodes) if (!hidden.has(node.id)) nodes.set(node.id, node);
    for (const edge of answer.edges) edges.set(edge.id, edge);
  });
  for (const edge of edges.values()) if (!nodes.has(edge.source) || !nodes.has(edge.target)) edges.delete(edge.id);
  return { nodes, edges, more };
}

async function taken(source: Source, step: Step, filter: Filter): Promise<Subgraph> {
  switch (step.op) {
    case "expand": {
      const found = await source.neighbours(step.id, Math.max(step.limit, 1), step.types, filter);
      return step.limit > 0 ? found : { nodes: found.nodes.filter((n) => n.id === step.id), edges: [], more: 0 };
    }
    case "path":
      return source.path(step.from, step.to, filter);
    case "kin":
      return source.kin(step.id);
    case "claim":
      return claim(source, step.id, filter);
  }
}

/** One claim with what it speaks of: an event with its fillers, or the edge of a relation with its ends. */
async function claim(source: Source, id: string, filter: Filter): Promise<Subgraph> {
  const { claim } = await source.evidence(id);
  if (claim.kind === "event") return source.neighbours(id, LIMIT, [], filter);
  const end = claim.fillers[0];
  if (!end) return { nodes: [], edges: [], more: 0 };
  const around = await source.neighbours(end.id, ALL, [claim.type], filter);
  const edges = around.edges.filter((e) => e.claim === id);
  const ends = new Set(edges.flatMap((e) => [e.source, e.target]));
  return { nodes: around.nodes.filter((n) => ends.has(n.id)), edges, more: 0 };
}

export function isExpanded(shown: Shown, id: string): boolean {
  return shown.steps.some((s) => s.op === "expand" && s.id === id && s.limit > 0);
}

/** With a step at the end; an expansion of the same node is replaced, and what the step is about is no longer hidden. */
export function withStep(shown: Shown, step: Step): Shown {
  const about = new Set(step.op === "path" ? [step.from, step.to] : [step.id]);
  const old = shown.steps.findIndex((s) => s.op === step.op && JSON.stringify(subject(s)) === JSON.stringify(subject(step)));
  const steps = old < 0 ? [...shown.steps, step] : shown.steps.map((s, i) => (i === old ? step : s));
  return { ...shown, steps, hidden: shown.hidden.filter((id) => !about.has(id)) };
}

function subject(step: Step): string[] {
  return step.op === "path" ? [step.from, step.to] : [step.id];
}

/** The node alone of an expansion: what came only with it goes. */
export function collapsed(shown: Shown, id: string): Shown {
  const steps = shown.steps.flatMap((s): Step[] => (s.op === "expand" && s.id === id ? [{ ...s, limit: 0 }] : [s]));
  return { ...shown, steps };
}

/** A hidden node, without the steps that are about it; what they alone brought goes with it. */
export function withHidden(shown: Shown, id: string): Shown {
  return { ...shown, hidden: [...shown.hidden, id], steps: shown.steps.filter((s) => s.op === "path" || s.id !== id) };
}

export function withPin(shown: Shown, id: string): Shown {
  const pinned = shown.pinned.includes(id) ? shown.pinned.filter((p) => p !== id) : [...shown.pinned, id];
  return { ...shown, pinned };
}

const SEPARATOR = "~";

export function written(step: Step): string {
  switch (step.op) {
    case "expand":
      return [step.op, step.id, step.limit, ...step.types].join(SEPARATOR);
    case "path":
      return [step.op, step.from, step.to].join(SEPARATOR);
    default:
      return [step.op, step.id].join(SEPARATOR);
  }
}

/** Undefined for what is no step: an address may have been cut or written by hand. */
export function readStep(text: string): Step | undefined {
  const [op, id, other, ...types] = text.split(SEPARATOR);
  if (!id) return undefined;
  if (op === "expand") {
    const limit = Number(other);
    return Number.isInteger(limit) && limit >= 0 && limit <= ALL ? { op, id, limit, types } : undefined;
  }
  if (op === "path") return other ? { op, from: id, to: other } : undefined;
  return op === "kin" || op === "claim" ? { op, id } : undefined;
}
