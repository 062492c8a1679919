// Small things that stand in many places: names, marks of type and of how sure, dates.
import type { ComponentChildren } from "preact";
import { inWords } from "../edtf";
import { englishName } from "../english";
import { latin } from "../fold";
import { DASHES, DENIED, EVENT, FORMS, LINE } from "../graph/look";
import type { EntityType, Modality } from "../model";
import { about, definition, language, term, words } from "../state";

/** Text of an article: isolated from what stands around it, in its own direction; never markup. */
export function Own({ children }: { children: string | undefined }) {
  return <bdi dir="auto">{children}</bdi>;
}

/** A name as the article writes it; for readers of English with its English name beside it where that is known, else with its letters. */
export function Name({ text, id, quiet = false }: { text: string; id?: string; quiet?: boolean }) {
  const letters = language.value === "en" && !quiet ? (englishName(id) ?? latin(text)) : "";
  return (
    <>
      <bdi dir="auto" lang="ar" class="name">{text}</bdi>
      {letters && letters !== text && <span class="latin" aria-hidden="true"> {letters}</span>}
    </>
  );
}

const SHAPES: Record<string, string> = {
  ellipse: "M1 7a6 6 0 1 0 12 0a6 6 0 1 0-12 0",
  hexagon: "M1 7 4 1.8h6L13 7l-3 5.2H4z",
  diamond: "M7 1 13 7 7 13 1 7z",
  pentagon: "M7 1 13 5.8 10.7 12.8H3.3L1 5.8z",
  triangle: "M7 1.5 13 12.5H1z",
};

/** The form of an entity's type; events are boxes, relations arrows, as in the graph. */
export function TypeMark({ type, hollow = false }: { type: string; hollow?: boolean }) {
  const look = FORMS[type as EntityType];
  if (about.value?.terms[type]?.kind === "relation")
    return <svg class="mark" viewBox="0 0 14 14" aria-hidden="true"><path d="M1 7H11M8 4l4 3-4 3" fill="none" stroke={LINE} stroke-width="1.7" /></svg>;
  return (
    <svg class="mark" viewBox="0 0 14 14" aria-hidden="true">
      {look ? (
        <path d={SHAPES[look.form]} fill={hollow ? "none" : look.colour} stroke={look.colour} stroke-width={hollow ? 1.6 : 0} />
      ) : (
        <rect x="1" y="3" width="12" height="8" rx="2" fill="#f6e9f1" stroke={EVENT} stroke-width="1.4" />
      )}
    </svg>
  );
}

export function LineMark({ modality }: { modality: Modality }) {
  const isNegated = modality === "negated";
  const colour = isNegated ? DENIED : LINE;
  return (
    <svg class="line-mark" viewBox="0 0 34 12" aria-hidden="true">
      <path d="M1 6H33" stroke={colour} stroke-width="2" stroke-dasharray={DASHES[modality].join(" ")} />
      {isNegated && <path d="M17 1V11" stroke={colour} stroke-width="2" />}
    </svg>
  );
}

export function HowSure({ modality, disputed }: { modality: Modality; disputed: boolean }) {
  return (
    <span class="how-sure">
      <span class={`chip modality ${modality}`} title={definition(modality)}>{term(modality)}</span>
      {disputed && <span class="chip disputed">{words.value.disputed}</span>}
    </span>
  );
}

export function When({ time }: { time?: string }) {
  return time ? <time title={time}>{inWords(time, language.value)}</time> : <span class="quiet">{words.value.undated}</span>;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

const ICONS: Record<string, string> = {
  graph: "M5 5l9 3M5 5l3 9M14 8l-6 6M5 5m-2.2 0a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0M14 8m-2.2 0a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0M8 14m-2.2 0a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0",
  timeline: "M2 10h16M5 7v6M10 5v10M15 7v6",
  map: "M10 18s6-5.3 6-10A6 6 0 0 0 4 8c0 4.700 6 10 6 10zM10 8m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
  table: "M3 4h14v12H3zM3 8h14M3 12h14M9 4v12",
  family: "M10 3v5M5 13V8h10v5M10 3m-1.800 0a1.800 1.800 0 1 0 3.600 0a1.800 1.800 0 1 0-3.600 0M3.200 15h3.600M13.200 15h3.600",
  accounts: "M3 4h6v12H3zM11 4h6v12h-6zM5 8h2M13 8h2M5 11h2M13 11h2",
  search: "M9 9m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M13 13l4 4",
  undo: "M8 4 4 8l4 4M4 8h8a4 4 0 0 1 0 8H9",
  fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  close: "M5 5l10 10M15 5L5 15",
  filter: "M3 5h14M6 10h8M8.500 15h3",
  pin: "M7 3h6l-1 6 3 3H5l3-3zM10 12v5",
  hide: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM3 17 17 3",
  expand: "M10 3v14M3 10h14M6 6l8 8M14 6l-8 8",
  collapse: "M4 10h12M7 6l3 3 3-3M7 14l3-3 3 3",
  path: "M4 15c0-8 12-2 12-10M4 15m-1.700 0a1.700 1.700 0 1 0 3.400 0a1.700 1.700 0 1 0-3.400 0M16 5m-1.700 0a1.700 1.700 0 1 0 3.400 0a1.700 1.700 0 1 0-3.400 0",
  copy: "M7 7h9v10H7zM4 13V3h9",
  save: "M10 3v9M6 9l4 4 4-4M4 16h12",
  trash: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
};

export function Icon({ name }: { name: string }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={ICONS[name]} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
