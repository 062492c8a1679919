// The kin of a person as a tree: a row for each generation, as far as what is told says which is which.
import { useMemo } from "preact/hooks";
import { edgeLabel } from "../graph/label";
import { DASHES, DENIED, DISPUTED, LINE } from "../graph/look";
import type { EntityNode, GraphEdge, Subgraph } from "../model";
import { expand, person, select, selected, show, source, take, term, words } from "../state";
import { useAnswer } from "./hooks";
import { Empty, Icon, Name } from "./marks";

/** How many generations the object of a relation stands below its subject. */
const DOWN: Record<string, number> = {
  parentOf: 1, grandparentOf: 2, uncleAuntOf: 1, siblingOf: 0, spouseOf: 0, cousinOf: 0, inLawOf: 0, relativeOf: 0,
};
const CARD = { width: 168, height: 58, gap: 34, rise: 96 };

export function FamilyView() {
  const id = person.value;
  const found = useAnswer(() => (id ? source().kin(id) : undefined), [id]);
  const w = words.value;
  if (!id) return <Empty>{w.familyChoose}</Empty>;
  if (!found) return <Empty>{w.loading}…</Empty>;
  if (found.edges.length === 0) return <Empty>{w.familyNone} <Name text={found.nodes[0]?.label ?? ""} /></Empty>;
  return <Tree id={id} found={found} key={id} />;
}

function Tree({ id, found }: { id: string; found: Subgraph }) {
  const tree = useMemo(() => arranged(found, id), [found, id]);
  const w = words.value;
  return (
    <div class="family-view" tabIndex={0}>
      <div class="tools">
        <button type="button" onClick={() => { expand(id); take({ op: "kin", id }); show("graph"); }}><Icon name="graph" />{w.showInGraph}</button>
      </div>
      <svg class="family" viewBox={`0 0 ${tree.width} ${tree.height}`} width={tree.width} height={tree.height} role="img" aria-label={w.familyTree}>
        {tree.ties.map((tie) => <Tie key={tie.edge.id} tie={tie} />)}
        {tree.cards.map(({ node, x, y }) => (
          <foreignObject key={node.id} x={x - CARD.width / 2} y={y - CARD.height / 2} width={CARD.width} height={CARD.height}>
            <button
              type="button" class={`kin-card ${node.id === id ? "whose" : ""}`} aria-current={selected.value?.id === node.id}
              onClick={() => select({ kind: "node", id: node.id })} onDblClick={() => (person.value = node.id)}
            >
              <Name text={node.label} />
            </button>
          </foreignObject>
        ))}
      </svg>
    </div>
  );
}

interface Placed {
  node: EntityNode;
  x: number;
  y: number;
}

interface Drawn {
  edge: GraphEdge;
  from: Placed;
  to: Placed;
  lane: number;
}

function Tie({ tie: { edge, from, to, lane } }: { tie: Drawn }) {
  const { d, at, strike } = line(from, to, lane);
  const isNegated = edge.modality === "negated";
  return (
    <g class="tie" role="button" tabindex={0} aria-label={term(edge.type)} data-claim={edge.claim} onClick={() => select({ kind: "claim", id: edge.claim })}
      onKeyDown={(event) => event.key === "Enter" && select({ kind: "claim", id: edge.claim })}>
      {edge.disputed && <path d={d} stroke={DISPUTED} stroke-opacity="0.4" stroke-width="9" fill="none" />}
      <path d={d} stroke={isNegated ? DENIED : LINE} stroke-width={selected.value?.id === edge.claim ? 3 : 1.6} fill="none" stroke-dasharray={DASHES[edge.modality].join(" ")} />
      {isNegated && <path d={`M${strike.x - 7} ${strike.y + 7}l14 -14`} stroke={DENIED} stroke-width="2.2" />}
      <path d={d} stroke="transparent" stroke-width="14" fill="none" />
      <text x={at.x} y={at.y + 4} text-anchor="middle">{edgeLabel(edge, term)}</text>
    </g>
  );
}

/** The way of a tie, where its label stands, and where it is struck through: over the heads within a generation, around the one between. */
function line(from: Placed, to: Placed, lane: number): { d: string; at: Point; strike: Point } {
  if (from.y === to.y) {
    const top = from.y - CARD.height / 2;
    const peak = top - 30 - 22 * lane;
    const strike = { x: from.x + 0.156 * (to.x - from.x), y: top + 0.5625 * (peak - top) };
    return { d: `M${from.x} ${top}C${from.x} ${peak} ${to.x} ${peak} ${to.x} ${top}`, at: { x: (from.x + to.x) / 2, y: top + 0.75 * (peak - top) }, strike };
  }
  const down = from.y < to.y ? 1 : -1;
  const [y1, y2] = [from.y + (down * CARD.height) / 2, to.y - (down * CARD.height) / 2];
  const isNext = Math.abs(to.y - from.y) <= CARD.height + CARD.rise;
  const aside = isNext ? (from.x + to.x) / 2 : Math.min(from.x, to.x) - CARD.width * 1.2 - 30 * lane;
  const middle = (y1 + y2) / 2;
  const d = isNext ? `M${from.x} ${y1}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${y2}` : `M${from.x} ${y1}C${aside} ${y1} ${aside} ${y2} ${to.x} ${y2}`;
  const at = isNext ? { x: aside, y: middle + 15 * (lane % 3) } : { x: 0.25 * (from.x + to.x) / 2 + 0.75 * aside, y: middle };
  return { d, at, strike: { x: from.x + 0.156 * (to.x - from.x), y: y1 + 0.25 * (y2 - y1) } };
}

interface Point {
  x: number;
  y: number;
}

/** Generations by a walk from the person; within a row, those who hang together stand together. */
function arranged({ nodes, edges }: Subgraph, id: string): { cards: Placed[]; ties: Drawn[]; width: number; height: number } {
  const people = new Map(nodes.flatMap((n) => (n.kind === "entity" ? [[n.id, n] as const] : [])));
  const level = new Map<string, number>([[id, 0]]);
  const order = [id];
  for (const here of order)
    for (const edge of edges) {
      const there = edge.source === here ? edge.target : edge.target === here ? edge.source : undefined;
      if (there === undefined || level.has(there)) continue;
      level.set(there, level.get(here)! + (edge.source === here ? 1 : -1) * (DOWN[edge.type] ?? 0));
      order.push(there);
    }
  const top = Math.min(...level.values());
  const rows: string[][] = [];
  for (const here of order) (rows[level.get(here)! - top] ??= []).push(here);
  const place = new Map<string, number>();
  const filled = Array.from(rows, (row) => row ?? []);
  filled.forEach((row) => row.forEach((n, i) => place.set(n, i - (row.length - 1) / 2)));
  for (let round = 0; round < 6; round += 1)
    for (const row of filled) {
      const weight = (n: string) => {
        const others = edges.flatMap((e) => (e.source === n ? [e.target] : e.target === n ? [e.source] : []));
        return others.length ? others.reduce((sum, o) => sum + (place.get(o) ?? 0), 0) / others.length : (place.get(n) ?? 0);
      };
      row.sort((a, b) => weight(a) - weight(b)).forEach((n, i) => place.set(n, i - (row.length - 1) / 2));
    }
  const widest = Math.max(...filled.map((row) => row.length));
  const width = widest * (CARD.width + CARD.gap) + CARD.gap;
  const height = filled.length * (CARD.height + CARD.rise) + 30;
  const cards = new Map<string, Placed>();
  for (const [here, at] of place) {
    const node = people.get(here);
    if (!node) continue;
    const x = width / 2 + at * (CARD.width + CARD.gap);
    cards.set(here, { node, x, y: (level.get(here)! - top) * (CARD.height + CARD.rise) + CARD.height / 2 + CARD.rise - 20 });
  }
  const lanes = new Map<string, number>();
  const ties = edges.flatMap((edge): Drawn[] => {
    const [from, to] = [cards.get(edge.source), cards.get(edge.target)];
    if (!from || !to) return [];
    const pair = from.y === to.y ? String(from.y) : [edge.source, edge.target].sort().join(" ");
    const lane = lanes.get(pair) ?? 0;
    lanes.set(pair, lane + 1);
    return [{ edge, from, to, lane }];
  });
  return { cards: [...cards.values()], ties, width, height };
}
