// The graph as an SVG of its own: names stay text, so that they can be searched and are shaped by whatever shows the file.
import type { Core, EdgeSingular, NodeSingular } from "cytoscape";
import type { Modality } from "../model";
import { DASHES, DENIED, DISPUTED, FONT, LINE, PAPER } from "./look";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 40;

type Attributes = Record<string, string | number | undefined>;

export function drawing(cy: Core): string {
  const box = cy.elements().boundingBox({});
  const svg = element("svg", {
    viewBox: [box.x1 - MARGIN, box.y1 - MARGIN, box.w + 2 * MARGIN, box.h + 2 * MARGIN].map(rounded).join(" "),
    "font-family": FONT,
  });
  svg.append(
    element("rect", { x: box.x1 - MARGIN, y: box.y1 - MARGIN, width: box.w + 2 * MARGIN, height: box.h + 2 * MARGIN, fill: PAPER }),
    ...cy.edges().toArray().flatMap((e) => edge(e as EdgeSingular)),
    ...cy.nodes().toArray().flatMap((n) => node(n as NodeSingular)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

function edge(edge: EdgeSingular): SVGElement[] {
  const [from, to, middle] = [edge.sourceEndpoint(), edge.targetEndpoint(), edge.midpoint()];
  const bend = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 };
  const modality = edge.data("modality") as Modality;
  const colour = modality === "negated" ? DENIED : LINE;
  const d = `M${rounded(from.x)} ${rounded(from.y)}Q${rounded(bend.x)} ${rounded(bend.y)} ${rounded(to.x)} ${rounded(to.y)}`;
  const shapes: SVGElement[] = [];
  if (edge.data("disputed")) shapes.push(element("path", { d, stroke: DISPUTED, "stroke-width": 11, "stroke-opacity": 0.38, fill: "none" }));
  const dash = DASHES[modality].length ? { "stroke-dasharray": DASHES[modality].join(" ") } : {};
  shapes.push(element("path", { d, stroke: colour, "stroke-width": 1.5, fill: "none", ...dash }));
  const angle = Math.atan2(to.y - bend.y, to.x - bend.x);
  const corner = (turn: number) => `${rounded(to.x - 8 * Math.cos(angle + turn))},${rounded(to.y - 8 * Math.sin(angle + turn))}`;
  if (!edge.data("symmetric")) shapes.push(element("polygon", { points: `${rounded(to.x)},${rounded(to.y)} ${corner(0.4)} ${corner(-0.4)}`, fill: colour }));
  if (modality === "negated") {
    const across = Math.atan2(to.y - from.y, to.x - from.x) + Math.PI / 2;
    const end = (side: number) => `${rounded(middle.x + side * 7 * Math.cos(across))} ${rounded(middle.y + side * 7 * Math.sin(across))}`;
    shapes.push(element("path", { d: `M${end(-1)}L${end(1)}`, stroke: colour, "stroke-width": 2 }));
  }
  shapes.push(text(edge.data("label") as string, middle.x, middle.y - 5, 12, "#5d574c", 400));
  return shapes;
}

function node(node: NodeSingular): SVGElement[] {
  const { x, y } = node.position();
  const [width, height] = [node.width(), node.height()];
  const isEvent = node.hasClass("event");
  const modality = node.data("modality") as Modality | undefined;
  const colour = String(node.style("border-color"));
  const fill = modality === "negated" ? PAPER : String(node.style("background-color"));
  const dash = modality && DASHES[modality].length ? { "stroke-dasharray": DASHES[modality].join(" ") } : {};
  const frame = { fill, stroke: colour, "stroke-width": isEvent ? 1.6 : 2, ...dash };
  const shapes: SVGElement[] = [];
  if (node.data("disputed")) {
    const halo = { x: x - width / 2 - 6, y: y - height / 2 - 6, width: width + 12, height: height + 12, rx: 8 };
    shapes.push(element("rect", { ...halo, fill: DISPUTED, "fill-opacity": 0.38 }));
  }
  shapes.push(shape(String(node.style("shape")), x, y, width, height, frame));
  if (modality === "negated") shapes.push(element("path", { d: `M${rounded(x - width / 2)} ${rounded(y)}h${rounded(width)}`, stroke: DENIED, "stroke-width": 1.4 }));
  const lines = (node.data("label") as string).split("\n");
  const weight = node.data("unnamed") ? 400 : 600;
  const ink = String(node.style("color"));
  lines.forEach((line, i) => shapes.push(text(line, x, isEvent ? y + 4.5 + 15 * i : y + height / 2 + 17 + 17 * i, isEvent ? 13 : 14, ink, weight, !isEvent)));
  return shapes;
}

const CORNERS: Record<string, readonly [number, number][]> = {
  hexagon: [[-1, 0], [-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  pentagon: [[0, -1], [0.95, -0.31], [0.59, 0.81], [-0.59, 0.81], [-0.95, -0.31]],
  triangle: [[0, -1], [1, 1], [-1, 1]],
};

function shape(form: string, x: number, y: number, width: number, height: number, frame: Attributes): SVGElement {
  const corners = CORNERS[form];
  if (corners) return element("polygon", { points: corners.map(([dx, dy]) => `${rounded(x + (dx * width) / 2)},${rounded(y + (dy * height) / 2)}`).join(" "), ...frame });
  if (form === "ellipse") return element("ellipse", { cx: x, cy: y, rx: width / 2, ry: height / 2, ...frame });
  return element("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 6, ...frame });
}

function text(words: string, x: number, y: number, size: number, fill: string, weight: number, outlined = true): SVGElement {
  const outline = outlined ? { stroke: PAPER, "stroke-width": 3.5, "paint-order": "stroke", "stroke-linejoin": "round" } : {};
  const made = element("text", { x, y, "font-size": size, "font-weight": weight, fill, "text-anchor": "middle", ...outline });
  made.textContent = words;
  return made;
}

function element(name: string, attributes: Attributes): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, typeof value === "number" ? rounded(value) : value);
  return made;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
