import { isCertain, days } from "../edtf";
import { learn } from "../english";
import { NOBODY, passes, type Filter, type List } from "../filter";
import { key } from "../fold";
import {
  KINSHIP, type About, type Accounts, type Claim, type ClaimPage, type ClaimRow, type Counted, type Embedded, type EntityNode, type Evidence, type Facets,
  type GraphEdge, type GraphNode, type Mapped, type SearchResult, type Subgraph, type Timeline,
} from "../model";
import { isArabic, nearness, spelling, type Spelling } from "../names";
import { LONGEST_PATH, SourceError, type Column, type Page, type Source } from "./source";

const MOST_PATHS = 12;
const MOST_KIN = 80;
const TOLD_OF = ["patient", "target", "place"];

/** The data that came with the page, for a page that is opened from disk. */
export class FromPage implements Source {
  readonly hasNotes = false;
  readonly #about: About;
  readonly #nodes: Map<string, GraphNode>;
  readonly #at = new Map<string, GraphEdge[]>();
  readonly #ofClaim = new Map<string, GraphEdge[]>();
  readonly #rows = new Map<string, ClaimRow>();
  readonly #data: Embedded;
  #spellings: { node: EntityNode; spellings: Spelling[] }[] | undefined;

  constructor(data: Embedded) {
    this.#data = data;
    this.#about = data.about;
    learn(data);
    this.#nodes = new Map(data.nodes.map((n) => [n.id, n]));
    for (const edge of data.edges) {
      for (const end of new Set([edge.source, edge.target])) push(this.#at, end, edge);
      push(this.#ofClaim, edge.claim, edge);
    }
    for (const [id, { claim }] of Object.entries(data.claims)) this.#rows.set(id, this.#row(claim, data.claims[id]!.article.id));
  }

  about = async () => this.#about;

  search = async (query: string, limit: number): Promise<SearchResult[]> => {
    const wanted = key(query).toLowerCase();
    if (!wanted) return [];
    const found: { rank: number; result: SearchResult }[] = [];
    for (const [name, claims] of Object.entries(this.#about.claims)) {
      const term = this.#about.terms[name];
      if (!term) continue;
      const labels = [term.ar, term.en, name].map((label) => key(label).toLowerCase());
      const rank = labels.includes(wanted) ? 0 : labels.some((label) => ` ${label}`.includes(` ${wanted}`)) ? 2 : undefined;
      const label = isArabic(query) ? term.ar : term.en;
      if (rank !== undefined) found.push({ rank, result: { id: name, kind: "type", type: name, label, names: [term.ar, term.en], matched: label, claims } });
    }
    for (const { node, spellings } of this.#names()) {
      const ranks = spellings.map((s) => nearness(query, s) ?? Infinity);
      const rank = Math.min(...ranks);
      if (rank === Infinity) continue;
      const { id, type, label, label_en, names, degree } = node;
      found.push({ rank, result: { id, kind: "entity", type, label, ...(label_en && { label_en }), names, matched: spellings[ranks.indexOf(rank)]!.name, claims: degree } });
    }
    found.sort((a, b) => a.rank - b.rank || b.result.claims - a.result.claims);
    return found.slice(0, limit).map((f) => f.result);
  };

  neighbours = async (id: string, limit: number, types: readonly string[], filter: Filter): Promise<Subgraph> => {
    const node = this.#node(id);
    const here = [...new Set((this.#at.get(id) ?? []).map((e) => e.claim))];
    const claims = node.kind === "event" ? [...new Set([id, ...here])] : here;
    const wanted = claims.filter((c) => c === id || ((types.length === 0 || types.includes(this.#claimed(c).type)) && this.#passes(c, filter)));
    // The latest first, as the server has it; the event that is asked for counts for nothing.
    const day = (c: string) => (c === id ? "~" : (this.#claimed(c).earliest ?? ""));
    const kept = wanted.sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0)).slice(0, node.kind === "event" ? limit + 1 : limit);
    return this.#subgraph([id], kept, wanted.length - kept.length);
  };

  evidence = async (id: string): Promise<Evidence> => {
    const found = this.#data.claims[id];
    if (!found) throw new SourceError(`${id}: this page has no such claim.`);
    return { ...found, article: this.#data.articles[found.article.id]! };
  };

  claims = async (page: Page, filter: Filter): Promise<ClaimPage> => {
    const found = this.#filtered(filter);
    const known = found.filter((row) => sortable(row, page.sort)).sort((a, b) => compared(a, b, page.sort) * (page.descending ? -1 : 1));
    // What has no value in the column comes last in either order.
    const rows = [...known, ...found.filter((row) => !sortable(row, page.sort))];
    return { total: rows.length, rows: rows.slice(page.offset, page.offset + page.limit) };
  };

  csv = async (filter: Filter): Promise<string> => {
    const names = ["id", "kind", "type", "modality", "disputed", "time", "quote", "start", "end", "doc", "title", "outlet", "source", "fillers"];
    const lines = this.#filtered(filter).map((row) => {
      const fillers = row.fillers.map((f) => `${f.role}=${f.label}`).join("; ");
      const given = row as unknown as Record<string, unknown>;
      return names.map((n) => cell(n === "fillers" ? fillers : n === "source" ? (row.source?.label ?? "") : (given[n] ?? ""))).join(",");
    });
    return `\ufeff${[names.join(","), ...lines].join("\r\n")}\r\n`;
  };

  facets = async (filter: Filter): Promise<Facets> => {
    const rows = (without: List | "days") => [...this.#rows.values()].filter((row) => passes(row, filter, without));
    const places = rows("place").flatMap((r) => unique(r.fillers.filter((f) => f.type === "Place")));
    const nobody = { id: NOBODY, label: "" };
    return {
      type: counts(rows("type").map((r) => r.type)),
      modality: counts(rows("modality").map((r) => r.modality)),
      source: counted(rows("source").map((r) => r.source ?? nobody)),
      outlet: counts(rows("outlet").flatMap((r) => (r.outlet ? [r.outlet] : []))),
      place: counted(places),
      years: counts(rows("days").flatMap((r) => (r.earliest ? [r.earliest.slice(0, 4)] : []))),
      disputed: this.#filtered({ ...filter, disputed: true }).length,
    };
  };

  timeline = async (filter: Filter): Promise<Timeline> => {
    const rows = this.#filtered(filter).filter((r) => r.kind === "event");
    const events = rows.flatMap((r) => {
      if (!r.time) return [];
      const { id, type, modality, disputed, time, earliest, latest } = r;
      const certain = Boolean(earliest && latest) && isCertain(time);
      return [{ id, type, label: this.#nodes.get(id)?.label ?? type, modality, disputed, time, earliest, latest, certain }];
    });
    return { events, undated: rows.length - events.length, more: 0 };
  };

  map = async (filter: Filter): Promise<Mapped> => {
    const events = new Map<string, number>();
    for (const row of this.#filtered(filter))
      if (row.kind === "event") for (const f of unique(row.fillers)) events.set(f.id, (events.get(f.id) ?? 0) + 1);
    const places = [...this.#nodes.values()].flatMap((n) => {
      const told = events.get(n.id);
      if (n.kind !== "entity" || n.lat === undefined || n.lon === undefined || !told) return [];
      const { id, label, label_en, type, lat, lon } = n;
      return [{ id, label, ...(label_en && { label_en }), type, lat, lon, events: told }];
    });
    return { places, more: 0 };
  };

  path = async (from: string, to: string, filter: Filter): Promise<Subgraph> => {
    this.#node(from);
    this.#node(to);
    const before = new Map<string, GraphEdge[]>([[from, []]]);
    let front = [from];
    for (let length = 0; length < 2 * LONGEST_PATH && front.length && !before.has(to); length += 1) {
      const next = new Map<string, GraphEdge[]>();
      for (const here of front)
        for (const edge of this.#at.get(here) ?? []) {
          const there = edge.source === here ? edge.target : edge.source;
          if (!before.has(there) && this.#leads(edge, filter)) push(next, there, edge);
        }
      for (const [node, edges] of next) before.set(node, edges);
      front = [...next.keys()];
    }
    const nodes = new Set<string>();
    const edges = new Set<GraphEdge>();
    const back = before.has(to) ? [to] : [];
    for (let here = back.pop(); here !== undefined; here = back.pop()) {
      if (nodes.has(here)) continue;
      nodes.add(here);
      for (const edge of (before.get(here) ?? []).slice(0, MOST_PATHS)) {
        edges.add(edge);
        back.push(edge.source === here ? edge.target : edge.source);
      }
    }
    return { nodes: [...nodes].map((n) => this.#node(n)), edges: [...edges], more: 0 };
  };

  kin = async (id: string): Promise<Subgraph> => {
    const nodes = new Set([this.#node(id).id]);
    const edges = new Set<GraphEdge>();
    for (const here of nodes)
      for (const edge of this.#at.get(here) ?? []) {
        if (!KINSHIP.includes(edge.type) || nodes.size >= MOST_KIN) continue;
        edges.add(edge);
        nodes.add(edge.source).add(edge.target);
      }
    return { nodes: [...nodes].map((n) => this.#node(n)), edges: [...edges], more: 0 };
  };

  accounts = async (id: string): Promise<Accounts> => {
    const row = this.#rows.get(id);
    if (!row) throw new SourceError(`${id}: this page has no such claim.`);
    const others = [...this.#rows.values()].flatMap((other) => {
      if (other.id === id || other.type !== row.type) return [];
      if (other.article === row.article && other.source?.id === row.source?.id) return [];
      const why = this.#shared(row, other);
      return isOneEvent(row, other, why) ? [{ row: other, why }] : [];
    });
    return { event: { row }, others: others.sort((a, b) => b.why.length - a.why.length) };
  };

  notes = async () => ({});
  note = async () => {
    throw new SourceError("A page on disk keeps no notes.");
  };

  /** What two tellings have in common: roles filled by the same thing, or by named people of one name, and days that can be the same. */
  #shared(one: ClaimRow, other: ClaimRow): string[] {
    if (one.earliest && one.latest && other.earliest && other.latest && (one.earliest > other.latest || other.earliest > one.latest)) return [];
    const names = (row: ClaimRow) =>
      new Set(row.fillers.filter((f) => TOLD_OF.includes(f.role)).flatMap((f) => [`${f.role} ${f.id}`, ...(this.#isNamed(f.id) ? [`${f.role} ${key(f.label)}`] : [])]));
    const here = names(one);
    const why = new Set([...names(other)].filter((n) => here.has(n)).map((n) => n.split(" ")[0]!));
    if (one.earliest && one.latest && other.earliest && other.latest) why.add("time");
    return [...why];
  }

  #isNamed(id: string): boolean {
    const node = this.#nodes.get(id);
    return node?.kind === "entity" && !node.unnamed;
  }

  #names() {
    this.#spellings ??= [...this.#nodes.values()].flatMap((node) =>
      node.kind === "entity" ? [{ node, spellings: [...(node.names.length ? node.names : [node.label]), ...latinNames(node)].map(spelling) }] : [],
    );
    return this.#spellings;
  }

  #node(id: string): GraphNode {
    const node = this.#nodes.get(id);
    if (!node) throw new SourceError(`${id}: this page has nothing of that name.`);
    return node;
  }

  #claimed(id: string): ClaimRow {
    return this.#rows.get(id)!;
  }

  #passes(id: string, filter: Filter): boolean {
    const row = this.#rows.get(id);
    return row !== undefined && passes(row, filter);
  }

  /** A path does not lead over a place or a tool, nor, unless such are asked for, over a denial or a plan. */
  #leads(edge: GraphEdge, filter: Filter): boolean {
    const isDenied = edge.modality === "negated" || edge.modality === "planned";
    return this.#passes(edge.claim, filter) && edge.type !== "place" && edge.type !== "instrument" && (filter.modality.length > 0 || !isDenied);
  }

  #filtered(filter: Filter): ClaimRow[] {
    return [...this.#rows.values()].filter((row) => passes(row, filter));
  }

  #subgraph(ids: readonly string[], claims: readonly string[], more: number): Subgraph {
    const edges = new Set(claims.flatMap((c) => this.#ofClaim.get(c) ?? []));
    const events = claims.filter((c) => this.#nodes.has(c));
    const nodes = new Set([...ids, ...events, ...[...edges].flatMap((e) => [e.source, e.target])]);
    return { nodes: [...nodes].map((n) => this.#node(n)), edges: [...edges], more };
  }

  #row(claim: Claim, article: string): ClaimRow {
    const { doc, title, outlet } = this.#data.articles[article]!;
    const { id, kind, type, modality, disputed, time, quote, start, end, fillers } = claim;
    const source = claim.according_to;
    const span = time ? days(time) : {};
    return {
      id, kind, type, modality, disputed, quote, start, end, article, doc, fillers, ...span,
      ...(time && { time }), ...(title && { title }), ...(outlet && { outlet }), ...(source && { source }),
    };
  }
}

/** What somebody may type in Latin letters: the English name, and the key of a group, which is its short name (SDF). */
function latinNames({ id, label_en }: EntityNode): string[] {
  if (!label_en) return [];
  return id.startsWith("group/") ? [label_en, id.slice("group/".length).toUpperCase()] : [label_en];
}

/** Of one place only, the day must be known and the same. */
function isOneEvent(one: ClaimRow, other: ClaimRow, why: readonly string[]): boolean {
  const roles = why.filter((w) => w !== "time");
  if (roles.length !== 1 || roles[0] !== "place") return roles.length > 0;
  return Boolean(one.earliest) && [one.latest, other.earliest, other.latest].every((day) => day === one.earliest);
}

function push<K, V>(map: Map<K, V[]>, at: K, value: V): void {
  const values = map.get(at);
  if (values) values.push(value);
  else map.set(at, [value]);
}

function counts(values: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const value of values) found[value] = (found[value] ?? 0) + 1;
  return found;
}

function counted(refs: readonly { id: string; label: string }[]): Counted[] {
  const found = new Map<string, Counted>();
  for (const { id, label } of refs) found.set(id, { id, label, n: (found.get(id)?.n ?? 0) + 1 });
  return [...found.values()].sort((a, b) => b.n - a.n);
}

function unique<T extends { id: string }>(refs: readonly T[]): T[] {
  return [...new Map(refs.map((r) => [r.id, r])).values()];
}

function compared(a: ClaimRow, b: ClaimRow, by: Column): number {
  const [x, y] = [sortable(a, by), sortable(b, by)];
  if (x === y) return a.id < b.id ? -1 : 1;
  return x < y ? -1 : 1;
}

function sortable(row: ClaimRow, by: Column): string {
  if (by === "time") return row.earliest ?? row.latest ?? "";
  if (by === "source") return row.source ? key(row.source.label) : "";
  return by === "outlet" ? key(row.outlet ?? "") : row[by];
}

/** A cell that a spreadsheet takes as text: one that begins like a formula is told to be text by an apostrophe. */
function cell(value: unknown): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replace(/"/gu, '""')}"` : safe;
}
