// The graph on the screen, by Cytoscape. It shows what it is given and tells what was done to it; it decides nothing.
import cytoscape, { type Core, type ElementDefinition, type NodeSingular } from "cytoscape";
import type { GraphEdge, GraphNode } from "../model";
import type { Position, Selected } from "../state";
import type { Language } from "../words";
import { edgeLabel, nodeLabel, type Naming } from "./label";
import { settling, type Settling } from "./layout";
import { FONT, PAPER, sheet } from "./look";
import type { Content } from "./steps";

const SYMMETRIC = new Set(["siblingOf", "spouseOf", "cousinOf", "inLawOf", "relativeOf", "contactWith"]);
const FRAME = 9;

export interface Heard {
  chosen(selected: Selected | null): void;
  opened(id: string): void;
  moved(): void;
}

export type Direction = "up" | "down" | "left" | "right";

export class GraphCanvas {
  readonly #cy: Core;
  readonly #positions: Map<string, Position>;
  readonly #heard: Heard;
  readonly #ruler = document.createElement("canvas").getContext("2d")!;
  #settling: Settling | undefined;
  #frame = 0;

  constructor(container: HTMLElement, positions: Map<string, Position>, heard: Heard) {
    this.#positions = positions;
    this.#heard = heard;
    this.#cy = cytoscape({
      container, style: sheet(), minZoom: 0.15, maxZoom: 3, boxSelectionEnabled: false, selectionType: "single", autounselectify: true,
      layout: { name: "preset" },
    });
    this.#cy.on("tap", (event) => {
      if (event.target === this.#cy) heard.chosen(null);
    });
    this.#cy.on("tap", "node", (event) => {
      const node = event.target as NodeSingular;
      heard.chosen({ kind: node.hasClass("event") ? "claim" : "node", id: node.id() });
    });
    this.#cy.on("tap", "edge", (event) => heard.chosen({ kind: "claim", id: event.target.data("claim") as string }));
    this.#cy.on("dbltap", "node", (event) => heard.opened((event.target as NodeSingular).id()));
    this.#cy.on("dragfree", "node", (event) => {
      const node = event.target as NodeSingular;
      positions.set(node.id(), { ...node.position() });
      heard.moved();
    });
  }

  get core(): Core {
    return this.#cy;
  }

  /** What is new is laid out around what is there; what is there stays where it is. */
  show(content: Content, pinned: readonly string[], language: Language, term: Naming): void {
    const cy = this.#cy;
    const fresh = [...content.nodes.keys()].filter((id) => cy.getElementById(id).empty());
    const wasEmpty = cy.nodes().empty();
    this.#finish();
    const label = (node: GraphNode) => nodeLabel(node, language, term, content.more.get(node.id));
    const room = (node: GraphNode) => ({ size: this.#size(node, label(node)), label: label(node), isEvent: node.kind === "event" });
    this.#settling = settling(content, this.#positions, room);
    for (const [id, place] of this.#settling?.places() ?? []) this.#positions.set(id, place);
    cy.batch(() => {
      cy.elements().filter((e) => !(e.isNode() ? content.nodes.has(e.id()) : content.edges.has(e.id()))).remove();
      const added: ElementDefinition[] = [];
      const put = (element: ElementDefinition) => {
        const there = cy.getElementById(element.data.id!);
        if (there.empty()) added.push(element);
        else {
          there.data(element.data);
          if (element.position && !there.grabbed()) there.position(element.position);
        }
      };
      for (const node of content.nodes.values()) put(this.#node(node, label(node)));
      for (const edge of content.edges.values()) put(edgeElement(edge, edgeLabel(edge, term)));
      cy.add(added);
      cy.nodes().forEach((node) => {
        const isPinned = pinned.includes(node.id());
        node.toggleClass("pinned", isPinned);
        if (isPinned) node.lock();
        else node.unlock();
      });
    });
    if (this.#settling) this.#settle(wasEmpty, fresh);
    else if (wasEmpty) this.fit(false);
  }

  choose(selected: Selected | null): void {
    this.#cy.batch(() => {
      this.#cy.elements(".chosen").removeClass("chosen");
      if (!selected) return;
      this.#cy.getElementById(selected.id).addClass("chosen");
      if (selected.kind === "claim") this.#cy.edges().filter((e) => e.data("claim") === selected.id).addClass("chosen");
    });
  }

  /** All of the graph, beside the tools and above the legend. */
  fit(animated = true): void {
    const elements = this.#cy.elements();
    if (elements.empty()) return;
    const box = elements.boundingBox({});
    const narrow = this.#cy.width() < 500;
    const [side, foot] = narrow ? [14, 44] : [54, 92];
    const [width, height] = [this.#cy.width() - 2 * side, this.#cy.height() - foot - 24];
    const zoom = Math.min(width / box.w, height / box.h, 1.3);
    const pan = { x: side + width / 2 - zoom * (box.x1 + box.w / 2), y: 24 + height / 2 - zoom * (box.y1 + box.h / 2) };
    if (animated && !matchMedia("(prefers-reduced-motion: reduce)").matches) this.#cy.animate({ zoom, pan }, { duration: 220 });
    else this.#cy.viewport({ zoom, pan });
  }

  zoom(factor: number): void {
    const middle = { x: this.#cy.width() / 2, y: this.#cy.height() / 2 };
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: middle });
  }

  /** Keeps what is chosen in sight when the room changes. */
  resize(): void {
    this.#cy.resize();
    const chosen = this.#cy.nodes(".chosen");
    if (chosen.nonempty() && !this.#isInSight([chosen[0]!.id()])) this.#cy.animate({ center: { eles: chosen } }, { duration: 150 });
  }

  /** The next node that way from the chosen one; any node where none is chosen. */
  towards(direction: Direction, from: string | undefined): void {
    const here = from ? this.#cy.getElementById(from) : undefined;
    const start = here?.nonempty() && here.isNode() ? here.position() : undefined;
    const sideways = direction === "left" || direction === "right";
    const sign = direction === "left" || direction === "up" ? -1 : 1;
    let best: NodeSingular | undefined;
    let least = Infinity;
    this.#cy.nodes().forEach((node) => {
      if (node.id() === from) return;
      const at = node.position();
      const [dx, dy] = start ? [at.x - start.x, at.y - start.y] : [at.x, at.y];
      const ahead = sign * (sideways ? dx : dy);
      const aside = Math.abs(sideways ? dy : dx);
      const cost = start ? (ahead <= 0 ? Infinity : ahead + 2 * aside) : Math.hypot(dx, dy);
      if (cost < least) [best, least] = [node, cost];
    });
    if (!best) return;
    this.#heard.chosen({ kind: best.hasClass("event") ? "claim" : "node", id: best.id() });
    if (!this.#isInSight([best.id()])) this.#cy.animate({ center: { eles: best } }, { duration: 150 });
  }

  /** Large enough that the smallest label stays readable. */
  png(): Promise<Blob> {
    this.#finish();
    return this.#cy.png({ output: "blob-promise", full: true, scale: 2, bg: PAPER, maxWidth: 8000, maxHeight: 8000 });
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#finish();
    this.#cy.destroy();
  }

  #settle(fit: boolean, fresh: readonly string[]): void {
    const step = () => {
      const goesOn = this.#settling?.go(FRAME) ?? false;
      this.#place();
      if (fit) this.fit(false);
      if (goesOn) {
        this.#frame = requestAnimationFrame(step);
        return;
      }
      this.#settling = undefined;
      if (!fit && !this.#isInSight(fresh)) this.fit();
      this.#heard.moved();
    };
    cancelAnimationFrame(this.#frame);
    step();
  }

  /** Lets a layout that is under way come to its end at once. */
  #finish(): void {
    if (!this.#settling) return;
    cancelAnimationFrame(this.#frame);
    while (this.#settling.go(50));
    this.#place();
    this.#settling = undefined;
  }

  #place(): void {
    this.#cy.batch(() => {
      for (const [id, place] of this.#settling?.places() ?? []) {
        this.#positions.set(id, place);
        const node = this.#cy.getElementById(id);
        if (node.nonempty()) node.position(place);
      }
    });
  }

  #isInSight(ids: readonly string[]): boolean {
    const { x1, x2, y1, y2 } = this.#cy.extent();
    return ids.every((id) => {
      const at = this.#positions.get(id);
      return !at || (at.x >= x1 && at.x <= x2 && at.y >= y1 && at.y <= y2);
    });
  }

  #size(node: GraphNode, label: string): number {
    if (node.kind === "entity") return 22 + Math.min(18, 4 * Math.sqrt(node.degree));
    this.#ruler.font = `600 13px ${FONT}`;
    return Math.max(54, this.#ruler.measureText(label).width + 20);
  }

  #node(node: GraphNode, label: string): ElementDefinition {
    const event = node.kind === "event";
    const size = this.#size(node, label);
    const stance = event ? { modality: node.modality, disputed: node.disputed } : { unnamed: node.unnamed };
    return {
      group: "nodes", data: { id: node.id, type: node.type, label, size, ...stance }, position: { ...this.#positions.get(node.id)! },
      classes: event ? "event" : "entity",
    };
  }
}

function edgeElement(edge: GraphEdge, label: string): ElementDefinition {
  const { id, source, target, claim, modality, disputed, type } = edge;
  return { group: "edges", data: { id, source, target, claim, modality, disputed, label, symmetric: SYMMETRIC.has(type) } };
}
