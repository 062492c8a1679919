// What the user wants to see of the claims. The empty filter lets everything pass.
import type { ClaimRow } from "./model";

export interface Filter {
  type: readonly string[];
  modality: readonly string[];
  source: readonly string[];
  outlet: readonly string[];
  place: readonly string[];
  from?: string;
  to?: string;
  disputed: boolean;
}

export const LISTS = ["type", "modality", "source", "outlet", "place"] as const;
export type List = (typeof LISTS)[number];
export const NOBODY = "none";

export const EMPTY: Filter = { type: [], modality: [], source: [], outlet: [], place: [], disputed: false };

export function isEmpty(filter: Filter): boolean {
  return LISTS.every((list) => filter[list].length === 0) && !filter.from && !filter.to && !filter.disputed;
}

export function toggled(filter: Filter, list: List, value: string): Filter {
  const values = filter[list];
  return { ...filter, [list]: values.includes(value) ? values.filter((v) => v !== value) : [...values, value] };
}

/** As query parameters, in an order that does not depend on the order of clicks. */
export function parameters(filter: Filter): [string, string][] {
  const pairs: [string, string][] = LISTS.flatMap((list) => [...filter[list]].sort().map((v): [string, string] => [list, v]));
  if (filter.from) pairs.push(["from", filter.from]);
  if (filter.to) pairs.push(["to", filter.to]);
  if (filter.disputed) pairs.push(["disputed", "true"]);
  return pairs;
}

export function read(parameters: URLSearchParams): Filter {
  const day = (name: string) => (/^-?\d{4}-\d{2}-\d{2}$/u.test(parameters.get(name) ?? "") ? parameters.get(name)! : undefined);
  const lists = Object.fromEntries(LISTS.map((list) => [list, parameters.getAll(list)])) as Record<List, string[]>;
  return { ...lists, from: day("from"), to: day("to"), disputed: parameters.get("disputed") === "true" };
}

/** Whether a claim passes; `without` leaves one condition out, for the counts beside its own boxes. A claim without a day passes no range. */
export function passes(row: ClaimRow, filter: Filter, without?: List | "days"): boolean {
  const one = (list: List, values: readonly string[]) =>
    without === list || filter[list].length === 0 || values.some((v) => filter[list].includes(v));
  return (
    one("type", [row.type]) &&
    one("modality", [row.modality]) &&
    one("source", [row.source?.id ?? NOBODY]) &&
    one("outlet", row.outlet ? [row.outlet] : []) &&
    one("place", row.fillers.map((f) => f.id)) &&
    (!filter.disputed || row.disputed) &&
    (without === "days" || inDays(row, filter.from, filter.to))
  );
}

function inDays(row: ClaimRow, from?: string, to?: string): boolean {
  if (!from && !to) return true;
  if (!row.earliest && !row.latest) return false;
  return (!from || (row.latest ?? "9999") >= from) && (!to || (row.earliest ?? "") <= to);
}
