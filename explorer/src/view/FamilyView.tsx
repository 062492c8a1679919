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
const CARD = { width: 168, height: 58, gap: 34, rise: 124 };

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

/** The way of a tie, where its label stands, and where it is struck through: over the heads within a generation, else from one to the next. */
function line(from: Placed, to: Placed, lane: number): { d: string; at: Point; strike: Point } {
  const dx = to.x - from.x;
  if (from.y === to.y) {
    const top = from.y - CARD.height / 2;
    const rise = 26 + 17 * lane;
    const d = `M${from.x} ${top}C${from.x} ${top - rise} ${to.x} ${top - rise} ${to.x} ${top}`;
    return { d, at: { x: from.x + dx / 2, y: top - 0.75 * rise }, strike: { x: from.x + 0.156 * dx, y: top - 0.5625 * rise } };
  }
  const down = from.y < to.y ? 1 : -1;
  const [y1, y2] = [from.y + (down * CARD.height) / 2, to.y - (down * CARD.height) / 2];
  const strike = { x: from.x + 0.156 * dx, y: y1 + 0.25 * (y2 - y1) };
  // Over more than one generation the line goes straight, behind whoever stands between, and its label stands at its end.
  if (Math.abs(to.y - from.y) > CARD.height + CARD.rise) return { d: `M${from.x} ${y1}L${to.x} ${y2}`, at: { x: to.x, y: y2 - down * 22 }, strike };
  const middle = (y1 + y2) / 2;
  const at = { x: from.x + 0.4 * dx, y: y1 + 0.45 * (y2 - y1) + 15 * lane };
  return { d: `M${from.x} ${y1}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${y2}`, at, strike };
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
