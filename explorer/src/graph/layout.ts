// Where nodes stand. What stands already never moves: only new nodes are laid out, around what they hang on.
import { forceLink, forceManyBody, forceSimulation, forceX, forceY, type Simulation, type SimulationNodeDatum } from "d3-force";
import type { GraphNode } from "../model";
import type { Content } from "./steps";
import type { Position } from "../state";

/** Labels are wide and low, and so are screens: forces work in a space that is taller than the one that is drawn. */
const FLAT = 1.3;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const TICKS = { whole: 260, part: 110 };
const LETTER = 7.3;
const WIDEST = 150;
const LINE_HEIGHT = 18;

/** A node with the room that it takes with its label: `below` is how far the middle of that room lies under the node's own. */
interface Spot extends SimulationNodeDatum {
  id: string;
  width: number;
  height: number;
  below: number;
}

/** The room of a node that is `size` pixels wide and bears a label of some lines. */
export interface Room {
  size: number;
  label: string;
  isEvent: boolean;
}

function spot(id: string, { size, label, isEvent }: Room, x: number, y: number): Spot {
  if (isEvent) return { id, width: size + 14, height: 42 * FLAT, below: 0, x, y };
  const lines = label.split("\n").flatMap((line) => Array(Math.ceil((line.length * LETTER) / WIDEST)).fill(Math.min(WIDEST, line.length * LETTER)) as number[]);
  const text = lines.length * LINE_HEIGHT;
  return { id, width: Math.max(size, ...lines) + 12, height: (size + text + 14) * FLAT, below: (text / 2) * FLAT, x, y };
}

/** Pushes apart what would cover each other, up and down or to the sides, whichever is the shorter way. */
function forceRoom() {
  let spots: Spot[] = [];
  const force = (alpha: number) => {
    const strength = 0.25 + 0.5 * (1 - alpha);
    for (let i = 0; i < spots.length; i += 1)
      for (let j = i + 1; j < spots.length; j += 1) {
        const [a, b] = [spots[i]!, spots[j]!];
        const [dx, dy] = [b.x! - a.x!, b.y! + b.below - a.y! - a.below];
        const [coverX, coverY] = [(a.width + b.width) / 2 - Math.abs(dx), (a.height + b.height) / 2 - Math.abs(dy)];
        if (coverX <= 0 || coverY <= 0) continue;
        if (coverX < coverY) push(a, b, "vx", (dx < 0 ? -1 : 1) * coverX * strength);
        else push(a, b, "vy", (dy < 0 ? -1 : 1) * coverY * strength);
      }
  };
  force.initialize = (nodes: Spot[]) => (spots = nodes);
  return force;
}

function push(a: Spot, b: Spot, along: "vx" | "vy", by: number): void {
  a[along]! -= by / 2;
  b[along]! += by / 2;
}

export interface Settling {
  /** Goes on for some milliseconds; false when all has settled. */
  go(milliseconds: number): boolean;
  /** Where the new nodes stand now. */
  places(): Map<string, Position>;
}

export function settling(content: Content, placed: ReadonlyMap<string, Position>, room: (node: GraphNode) => Room): Settling | undefined {
  const fresh = [...content.nodes.keys()].filter((id) => !placed.has(id));
  if (fresh.length === 0) return undefined;
  const neighbours = new Map<string, string[]>();
  for (const { source, target } of content.edges.values()) {
    neighbours.set(source, [...(neighbours.get(source) ?? []), target]);
    neighbours.set(target, [...(neighbours.get(target) ?? []), source]);
  }
  const spots = new Map<string, Spot>();
  for (const [id, node] of content.nodes) {
    const at = placed.get(id);
    if (at) spots.set(id, { ...spot(id, room(node), at.x, at.y * FLAT), fx: at.x, fy: at.y * FLAT });
  }
  const waiting = [...fresh];
  let turn = 0;
  for (let i = 0; waiting.length; i = 0) {
    const hanging = waiting.findIndex((id) => neighbours.get(id)?.some((n) => spots.has(n)));
    i = Math.max(hanging, 0);
    const [id] = waiting.splice(i, 1);
    const anchor = spots.get(neighbours.get(id!)?.find((n) => spots.has(n)) ?? "");
    turn += 1;
    const distance = anchor ? 110 : 30 * Math.sqrt(spots.size) * 2;
    const x = (anchor?.x ?? 0) + distance * Math.cos(turn * GOLDEN);
    const y = (anchor?.y ?? 0) + distance * Math.sin(turn * GOLDEN);
    spots.set(id!, spot(id!, room(content.nodes.get(id!)!), x, y));
  }
  const links = [...content.edges.values()].map((e) => ({ source: e.source, target: e.target }));
  const ticks = fresh.length === content.nodes.size ? TICKS.whole : TICKS.part;
  const simulation: Simulation<Spot, undefined> = forceSimulation([...spots.values()])
    .force("link", forceLink<Spot, { source: string | Spot; target: string | Spot }>(links).id((s) => s.id).distance(140))
    .force("charge", forceManyBody<Spot>().strength(-420).distanceMax(700))
    .force("room", forceRoom())
    .force("x", forceX<Spot>(0).strength(0.035))
    .force("y", forceY<Spot>(0).strength(0.045))
    .alphaDecay(1 - 0.001 ** (1 / ticks))
    .stop();
  return {
    go(milliseconds) {
      const end = performance.now() + milliseconds;
      do simulation.tick();
      while (simulation.alpha() > simulation.alphaMin() && performance.now() < end);
      return simulation.alpha() > simulation.alphaMin();
    },
    places: () => new Map(fresh.map((id) => [id, { x: spots.get(id)!.x!, y: spots.get(id)!.y! / FLAT }])),
  };
}
