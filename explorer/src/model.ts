// What the server answers, and what a page on disk carries: the shapes of the explorer's JSON.
// Offsets are code points into an article's text, end-exclusive; days are YYYY-MM-DD; times are EDTF.

export type Modality = "asserted" | "alleged" | "hedged" | "negated" | "planned";
export type EntityType = "Person" | "Group" | "Place" | "Site" | "Object";

export interface Term {
  ar: string;
  en: string;
  kind: string;
  definition_ar?: string;
  definition_en?: string;
}

/** A template with {z}, {x} and {y} of Web Mercator tiles. */
export interface Tiles {
  address: string;
  attribution: string;
}

export interface About {
  version: string;
  articles: number;
  entities: Record<string, number>;
  claims: Record<string, number>;
  languages: string[];
  terms: Record<string, Term>;
  read_only: true;
  tiles?: Tiles;
}

export interface EntityNode {
  id: string;
  kind: "entity";
  type: EntityType;
  label: string;
  label_en?: string;
  names: string[];
  unnamed: boolean;
  count_min?: number;
  count_max?: number;
  lat?: number;
  lon?: number;
  degree: number;
}

export interface EventNode {
  id: string;
  kind: "event";
  type: string;
  label: string;
  modality: Modality;
  disputed: boolean;
  time?: string;
  earliest?: string;
  latest?: string;
  source?: string;
  degree: number;
}

export type GraphNode = EntityNode | EventNode;

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  type: string;
  claim: string;
  modality: Modality;
  disputed: boolean;
  title?: string;
  status?: string;
}

export interface Subgraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  more: number;
}

export interface Ref {
  id: string;
  label: string;
}

export interface Filler extends Ref {
  role: string;
  type: string;
}

export interface ClaimRow {
  id: string;
  kind: "event" | "relation";
  type: string;
  modality: Modality;
  disputed: boolean;
  time?: string;
  earliest?: string;
  latest?: string;
  quote: string;
  start: number;
  end: number;
  article: string;
  doc: string;
  title?: string;
  outlet?: string;
  source?: Ref;
  fillers: Filler[];
}

export interface Claim {
  id: string;
  kind: "event" | "relation";
  type: string;
  modality: Modality;
  disputed: boolean;
  time?: string;
  time_text?: string;
  anchor?: string;
  rule: string;
  rule_text: string;
  rule_text_ar: string;
  quote: string;
  start: number;
  end: number;
  according_to?: Ref;
  fillers: Filler[];
  title?: string;
  status?: string;
  charge?: { quote: string; start: number; end: number };
  alleges?: string[];
  iri: string;
}

export interface Article {
  id: string;
  doc: string;
  title?: string;
  outlet?: string;
  published?: string;
  author?: string;
  url?: string;
  text: string;
}

export type MarkKind = "quote" | "trigger" | "time" | "charge" | "mention";

export interface Mark {
  start: number;
  end: number;
  kind: MarkKind;
}

export interface Beside extends ClaimRow {
  relation: "same" | "contradicts";
}

export interface Evidence {
  claim: Claim;
  article: Article;
  marks: Mark[];
  beside: Beside[];
  citation: string;
}

export interface SearchResult {
  id: string;
  kind: "entity" | "type";
  type: string;
  label: string;
  label_en?: string;
  names: string[];
  matched: string;
  claims: number;
}

export interface Counted extends Ref {
  label_en?: string;
  n: number;
}

export interface Facets {
  type: Record<string, number>;
  modality: Record<string, number>;
  source: Counted[];
  outlet: Record<string, number>;
  place: Counted[];
  years: Record<string, number>;
  disputed: number;
}

export interface TimelineEvent {
  id: string;
  type: string;
  label: string;
  modality: Modality;
  disputed: boolean;
  time?: string;
  earliest?: string;
  latest?: string;
  certain: boolean;
}

export interface Timeline {
  events: TimelineEvent[];
  undated: number;
  more: number;
}

export interface MappedPlace extends Ref {
  label_en?: string;
  type: string;
  lat: number;
  lon: number;
  events: number;
}

export interface Mapped {
  places: MappedPlace[];
  more: number;
}

export interface ClaimPage {
  total: number;
  rows: ClaimRow[];
}

export interface Accounts {
  event: { row: ClaimRow };
  others: { row: ClaimRow; why: string[] }[];
}

export interface Embedded {
  about: About;
  nodes: GraphNode[];
  edges: GraphEdge[];
  claims: Record<string, Omit<Evidence, "article"> & { article: Omit<Article, "text"> & { text?: string } }>;
  articles: Record<string, Article>;
}

export const KINSHIP: readonly string[] = [
  "relativeOf", "parentOf", "siblingOf", "spouseOf", "uncleAuntOf", "cousinOf", "grandparentOf", "inLawOf",
];
