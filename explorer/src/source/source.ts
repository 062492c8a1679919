// Where the page's answers come from: a server, or the data that came with the page. Both answer the same questions.
import type { Filter } from "../filter";
import type {
  About, Accounts, ClaimPage, Evidence, Facets, Mapped, SearchResult, Subgraph, Timeline,
} from "../model";

export type Column = "type" | "time" | "modality" | "outlet" | "source";

export interface Page {
  sort: Column;
  descending: boolean;
  offset: number;
  limit: number;
}

/** Every method rejects with a `SourceError` whose message is one line for the user. */
export interface Source {
  readonly hasNotes: boolean;
  about(): Promise<About>;
  search(query: string, limit: number): Promise<SearchResult[]>;
  neighbours(id: string, limit: number, types: readonly string[], filter: Filter): Promise<Subgraph>;
  evidence(claim: string): Promise<Evidence>;
  claims(page: Page, filter: Filter): Promise<ClaimPage>;
  csv(filter: Filter): Promise<string>;
  facets(filter: Filter): Promise<Facets>;
  timeline(filter: Filter): Promise<Timeline>;
  map(filter: Filter): Promise<Mapped>;
  path(from: string, to: string, filter: Filter): Promise<Subgraph>;
  kin(id: string): Promise<Subgraph>;
  accounts(id: string): Promise<Accounts>;
  notes(): Promise<Record<string, string>>;
  note(id: string, text: string): Promise<void>;
}

export class SourceError extends Error {}

export const LONGEST_PATH = 6;
