// What is written at nodes and edges. On a canvas no element isolates a name from what stands around it, so that characters do it.
import { latin } from "../fold";
import type { GraphEdge, GraphNode } from "../model";
import type { Language } from "../words";

const ISOLATE = "\u2068";
const END = "\u2069";
const LONGEST = 64;

export type Naming = (name: string) => string;

export function isolated(text: string): string {
  return `${ISOLATE}${text}${END}`;
}

export function nodeLabel(node: GraphNode, language: Language, term: Naming, more = 0): string {
  const left = more > 0 ? `\n+${more}` : "";
  if (node.kind === "event") return isolated(shortened(term(node.type))) + left;
  const name = isolated(shortened(node.label));
  const letters = language === "en" && !node.unnamed ? (node.label_en ?? latin(node.label)) : node.label;
  return (letters === node.label ? name : `${name}\n${shortened(letters)}`) + left;
}

export function edgeLabel(edge: GraphEdge, term: Naming): string {
  return isolated(shortened(edge.title ?? term(edge.type)));
}

function shortened(text: string): string {
  const chars = [...text];
  return chars.length > LONGEST ? `${chars.slice(0, LONGEST - 1).join("")}…` : text;
}
