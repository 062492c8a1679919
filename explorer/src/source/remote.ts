import { learn } from "../english";
import { parameters, type Filter } from "../filter";
import type {
  About, Accounts, ClaimPage, Evidence, Facets, Mapped, SearchResult, Subgraph, Timeline,
} from "../model";
import { LONGEST_PATH, SourceError, type Page, type Source } from "./source";

type Query = [string, string | number][];

const KEPT = 30_000;
const TRIES = 30;

/** The server that served the page; its cookie goes along by itself. Answers are kept for half a minute: the store may be loaded meanwhile. */
export class Remote implements Source {
  readonly hasNotes = true;
  readonly #kept = new Map<string, Promise<unknown>>();

  about = () => this.#get<About>("about", []);
  search = (query: string, limit: number) =>
    this.#get<{ results: SearchResult[] }>("search", [["q", query], ["limit", limit]]).then((answer) => answer.results);
  neighbours = (id: string, limit: number, types: readonly string[], filter: Filter) =>
    this.#get<Subgraph>("neighbours", [["id", id], ["limit", limit], ...narrowed(filter, types)]);
  evidence = (claim: string) => this.#get<Evidence>("claim", [["id", claim]]);
  claims = (page: Page, filter: Filter) => {
    const order = page.descending ? "desc" : "asc";
    const query: Query = [["sort", page.sort], ["order", order], ["offset", page.offset], ["limit", page.limit]];
    return this.#get<ClaimPage>("claims", [...query, ...parameters(filter)]);
  };
  csv = async (filter: Filter) => (await this.#fetch(address("claims.csv", parameters(filter)))).text();
  facets = (filter: Filter) => this.#get<Facets>("facets", parameters(filter));
  timeline = (filter: Filter) => this.#get<Timeline>("timeline", parameters(filter));
  map = (filter: Filter) => this.#get<Mapped>("map", parameters(filter));
  path = (from: string, to: string, filter: Filter) =>
    this.#get<Subgraph>("path", [["from_id", from], ["to_id", to], ["max", LONGEST_PATH], ...parameters(filter)]);
  kin = (id: string) => this.#get<Subgraph>("kin", [["id", id]]);
  accounts = (id: string) => this.#get<Accounts>("accounts", [["id", id]]);
  notes = async () => {
    const answer = (await (await this.#fetch(address("notes", []))).json()) as { notes?: Record<string, string> };
    return answer.notes ?? (answer as Record<string, string>);
  };
  note = async (id: string, text: string) => {
    const headers = { "Content-Type": "application/json" };
    await this.#fetch(address("notes", [["id", id]]), { method: "PUT", headers, body: JSON.stringify({ text }) });
  };

  #get<T>(name: string, query: Query): Promise<T> {
    const url = address(name, query);
    const kept = this.#kept.get(url) as Promise<T> | undefined;
    if (kept) return kept;
    const asked = this.#fetch(url).then(async (answer) => {
      const found = (await answer.json()) as T;
      learn(found);
      return found;
    });
    this.#kept.set(url, asked);
    setTimeout(() => this.#kept.delete(url), KEPT);
    asked.catch(() => this.#kept.delete(url));
    return asked;
  }

  /** Asks again while the server still reads the store. */
  async #fetch(url: string, options?: RequestInit, tries = TRIES): Promise<Response> {
    let answer: Response;
    try {
      answer = await fetch(url, { credentials: "same-origin", ...options });
    } catch {
      throw new SourceError("The explorer's server does not answer; is `kg explore` still running?");
    }
    if (answer.ok) return answer;
    const pause = Number(answer.headers.get("Retry-After"));
    if (answer.status === 503 && pause > 0 && tries > 1) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * pause));
      return this.#fetch(url, options, tries - 1);
    }
    const told = (await answer.json().catch(() => null)) as { error?: string } | null;
    throw new SourceError(told?.error ?? `The server answered ${answer.status}.`);
  }
}

function address(name: string, query: Query): string {
  const text = new URLSearchParams(query.map(([k, v]): [string, string] => [k, String(v)])).toString();
  return `api/${name}${text ? `?${text}` : ""}`;
}

/** The chosen types of an expansion take the place of the filter's; where both choose, only what both have is asked for. */
function narrowed(filter: Filter, types: readonly string[]): Query {
  if (types.length === 0) return parameters(filter);
  const both = filter.type.length ? types.filter((t) => filter.type.includes(t)) : types;
  return parameters({ ...filter, type: both.length ? both : ["-"] });
}
