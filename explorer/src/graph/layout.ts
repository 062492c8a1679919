// Where nodes stand. What stands already never moves: only new nodes are laid out, around what they hang on.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type Simulation, type SimulationNodeDatum } from "d3-force";
import type { Content } from "./steps";
import type { Position } from "../state";

/** Labels are wide and low, and so are screens: forces work in a space that is taller than the one that is drawn. */
const FLAT = 1.45;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const TICKS = { whole: 260, part: 90 };

interface Spot extends SimulationNodeDatum {
  id: string;
  room: number;
}

export interface Settling {
  /** Goes on for some milliseconds; false when all has settled. */
  go(milliseconds: number): boolean;
  /** Where the new nodes stand now. */
  places(): Map<string, Position>;
}

export function settling(content: Content, placed: ReadonlyMap<string, Position>): Settling | undefined {
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
    const room = node.kind === "event" ? 40 : 52;
    if (at) spots.set(id, { id, room, x: at.x, y: at.y * FLAT, fx: at.x, fy: at.y * FLAT });
  }
  const waiting = [...fresh];
  let turn = 0;
  for (let i = 0; waiting.length; i = 0) {
    const hanging = waiting.findIndex((id) => neighbours.get(id)?.some((n) => spots.has(n)));
    i = Math.max(hanging, 0);
    const [id] = waiting.splice(i, 1);
    const anchor = spots.get(neighbours.get(id!)?.find((n) => spots.has(n)) ?? "");
    turn += 1;
    const distance = anchor ? 90 : 30 * Math.sqrt(spots.size) * 2;
    const x = (anchor?.x ?? 0) + distance * Math.cos(turn * GOLDEN);
    const y = (anchor?.y ?? 0) + distance * Math.sin(turn * GOLDEN);
    spots.set(id!, { id: id!, room: content.nodes.get(id!)!.kind === "event" ? 40 : 52, x, y });
  }
  const links = [...content.edges.values()].map((e) => ({ source: e.source, target: e.target }));
  const ticks = fresh.length === content.nodes.size ? TICKS.whole : TICKS.part;
  const simulation: Simulation<Spot, undefined> = forceSimulation([...spots.values()])
    .force("link", forceLink<Spot, { source: string | Spot; target: string | Spot }>(links).id((s) => s.id).distance(105))
    .force("charge", forceManyBody<Spot>().strength(-420).distanceMax(700))
    .force("room", forceCollide<Spot>((s) => s.room).strength(0.9))
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
