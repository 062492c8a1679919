// What the page shows, as signals; all of it that is worth keeping stands in the address.
import { computed, effect, signal } from "@preact/signals";
import { EMPTY as NO_FILTER, parameters, read, type Filter } from "./filter";
import * as graph from "./graph/steps";
import { content as contentOf, NOTHING, readStep, withStep, written, type Content, type Shown, type Step } from "./graph/steps";
import type { About } from "./model";
import type { Source } from "./source/source";
import { WORDS, type Language } from "./words";

export const VIEWS = ["graph", "timeline", "map", "table", "family", "accounts"] as const;
export type View = (typeof VIEWS)[number];
export type Selected = { kind: "node" | "claim"; id: string };
export type Position = { x: number; y: number };

export const language = signal<Language>(preferred());
export const words = computed(() => WORDS[language.value]);
export const view = signal<View>("graph");
export const filter = signal<Filter>(NO_FILTER);
export const selected = signal<Selected | null>(null);
export const person = signal<string | null>(null);
export const told = signal<string | null>(null);
export const shown = signal<Shown>(NOTHING);
export const content = signal<Content>(graph.EMPTY);
export const busy = signal(0);
export const message = signal<string | null>(null);
export const pathFrom = signal<string | null>(null);
export const about = signal<About | null>(null);
export const notes = signal<Record<string, string>>({});
/** Not in the address: whoever opens somebody's link has not turned tiles on. */
export const tilesOn = signal(false);
export const helpOpen = signal(false);
export const filtersOpen = signal(false);
export const canUndo = signal(false);
/** Where nodes stand; kept for those that are gone too, so that what comes back comes back to its place. */
export const positions = new Map<string, Position>();
/** Raised when nodes were moved, so that the address follows. */
export const moved = signal(0);

const past: Shown[] = [];
const DEEPEST = 100;
let current: Source | undefined;

export function source(): Source {
  if (!current) throw new Error("the page has no source yet");
  return current;
}

/** A type, role, relation or modality in the language of the interface; what nobody has a label for stays as it is. */
export function term(name: string): string {
  const known = about.value?.terms[name];
  return known?.[language.value] || words.value.terms[name] || name;
}

export function definition(name: string): string {
  const known = about.value?.terms[name];
  return (language.value === "ar" ? known?.definition_ar : known?.definition_en) ?? "";
}

export function say(text: string): void {
  message.value = text;
}

export function fail(error: unknown): void {
  message.value = error instanceof Error ? error.message : String(error);
}

/** Waits for an answer while the page says that it is reading; undefined where it failed, which is told. */
export async function answer<T>(asked: Promise<T>): Promise<T | undefined> {
  busy.value += 1;
  try {
    return await asked;
  } catch (error) {
    fail(error);
    return undefined;
  } finally {
    busy.value -= 1;
  }
}

export function change(next: Shown): void {
  past.push(shown.value);
  if (past.length > DEEPEST) past.shift();
  canUndo.value = true;
  shown.value = next;
}

export function undo(): void {
  const before = past.pop();
  if (before) shown.value = before;
  canUndo.value = past.length > 0;
}

export function take(step: Step): void {
  change(withStep(shown.value, step));
}

export function expand(id: string, limit = graph.LIMIT, types: readonly string[] = []): void {
  take({ op: "expand", id, limit, types });
}

export function select(next: Selected | null): void {
  selected.value = next;
  if (next?.kind === "claim") told.value = next.id;
  const node = next?.kind === "node" ? content.value.nodes.get(next.id) : undefined;
  if (node?.kind === "entity" && node.type === "Person") person.value = node.id;
}

export function show(next: View): void {
  view.value = next;
}

export async function findPath(to: string): Promise<void> {
  const from = pathFrom.value;
  pathFrom.value = null;
  if (!from || from === to) return;
  const found = await answer(source().path(from, to, filter.value));
  if (found && found.nodes.length === 0) say(words.value.pathNone);
  else if (found) {
    take({ op: "path", from, to });
    if (found.more > 0) say(`+${found.more} ${words.value.notShown}`);
  }
}

// --- the address -----------------------------------------------------------------------------------------------------------------------

function address(): string {
  const parts: [string, string][] = [["lang", language.value], ["view", view.value], ...parameters(filter.value)];
  if (selected.value) parts.push(["at", `${selected.value.kind}~${selected.value.id}`]);
  if (person.value) parts.push(["person", person.value]);
  if (told.value) parts.push(["told", told.value]);
  parts.push(...shown.value.steps.map((s): [string, string] => ["do", written(s)]));
  parts.push(...shown.value.hidden.map((id): [string, string] => ["hide", id]));
  parts.push(...shown.value.pinned.map((id): [string, string] => ["pin", id]));
  const spots = [...content.value.nodes.keys()].map((id) => positions.get(id));
  if (spots.length && spots.every((s) => s !== undefined)) parts.push(["xy", spots.map((s) => `${Math.round(s.x)},${Math.round(s.y)}`).join(";")]);
  return new URLSearchParams(parts).toString().replace(/%2F/gu, "/").replace(/%7E/gu, "~").replace(/%2C/gu, ",").replace(/%3B/gu, ";");
}

let spots: Position[] = [];

function restore(hash: string): void {
  const parts = new URLSearchParams(hash);
  const lang = parts.get("lang");
  if (lang === "ar" || lang === "en") language.value = lang;
  const wanted = parts.get("view") as View | null;
  view.value = wanted && VIEWS.includes(wanted) ? wanted : "graph";
  filter.value = read(parts);
  const [kind, id] = (parts.get("at") ?? "").split("~");
  selected.value = id && (kind === "node" || kind === "claim") ? { kind, id } : null;
  person.value = parts.get("person");
  told.value = parts.get("told");
  spots = (parts.get("xy") ?? "").split(";").flatMap((spot) => {
    const [x, y] = spot.split(",").map(Number);
    return Number.isFinite(x) && Number.isFinite(y) ? [{ x: x!, y: y! }] : [];
  });
  const steps = parts.getAll("do").flatMap((text) => readStep(text) ?? []);
  shown.value = { steps, hidden: parts.getAll("hide"), pinned: parts.getAll("pin") };
}

function preferred(): Language {
  return navigator.language.startsWith("ar") ? "ar" : "en";
}

/** Reads the address, and keeps content and address in step with what the user does from here on. */
export async function begin(from: Source): Promise<void> {
  current = from;
  about.value = (await answer(from.about())) ?? null;
  restore(location.hash.slice(1));
  if (from.hasNotes) notes.value = (await answer(from.notes())) ?? {};
  let asked = 0;
  effect(() => {
    const [wanted, under] = [shown.value, filter.value];
    const mine = ++asked;
    void contentOf(from, wanted, under, fail).then((found) => {
      if (mine !== asked) return;
      const ids = [...found.nodes.keys()];
      if (spots.length === ids.length) ids.forEach((id, i) => positions.set(id, spots[i]!));
      spots = [];
      content.value = found;
    });
  });
  let written = location.hash;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    void moved.value;
    const next = `#${address()}`;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      written = next;
      history.replaceState(null, "", next);
    }, 150);
  });
  addEventListener("hashchange", () => {
    if (location.hash === written) return;
    past.length = 0;
    canUndo.value = false;
    restore(location.hash.slice(1));
  });
  effect(() => {
    document.documentElement.lang = language.value;
    document.documentElement.dir = language.value === "ar" ? "rtl" : "ltr";
    document.title = language.value === "ar" ? "إسناد" : "Isnad";
  });
}
