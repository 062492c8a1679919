import { useState } from "preact/hooks";
import { EMPTY, isEmpty, NOBODY, toggled, type List } from "../filter";
import { MODALITIES } from "../graph/look";
import type { Facets, Modality } from "../model";
import { filter, filtersOpen, language, source, term, words } from "../state";
import { useAnswer } from "./hooks";
import { Icon, LineMark, Name, Own } from "./marks";

interface Choice {
  value: string;
  label: string;
  n: number;
}

const FEW = 6;

export function Filters() {
  const w = words.value;
  const facets = useAnswer(() => source().facets(filter.value), [filter.value]);
  return (
    <aside class={`filters ${filtersOpen.value ? "open" : ""}`} aria-label={w.filters}>
      <header>
        <h2>{w.filters}</h2>
        {!isEmpty(filter.value) && (
          <button type="button" class="link" onClick={() => (filter.value = EMPTY)}>{w.clearFilters}</button>
        )}
        <button type="button" class="icon-button narrow-only" aria-label={w.close} onClick={() => (filtersOpen.value = false)}><Icon name="close" /></button>
      </header>
      {facets && <Groups facets={facets} />}
    </aside>
  );
}

function Groups({ facets }: { facets: Facets }) {
  const w = words.value;
  const most = (counts: Record<string, number>, label: (name: string) => string): Choice[] =>
    Object.entries(counts).map(([value, n]) => ({ value, label: label(value), n })).sort((a, b) => b.n - a.n || (a.label < b.label ? -1 : 1));
  const sources = facets.source.map((s) => ({ value: s.id, label: s.id === NOBODY ? w.nobody : s.label, n: s.n }));
  return (
    <>
      <fieldset>
        <legend>{w.modality}</legend>
        {MODALITIES.filter((m) => facets.modality[m] || filter.value.modality.includes(m)).map((m) => (
          <Box key={m} list="modality" choice={{ value: m, label: term(m), n: facets.modality[m] ?? 0 }} modality={m} />
        ))}
        <label class="box disputed-box">
          <input
            type="checkbox" checked={filter.value.disputed}
            onChange={(event) => (filter.value = { ...filter.value, disputed: event.currentTarget.checked })}
          />
          <span class="label">{w.onlyDisputed}</span>
          <span class="number">{facets.disputed}</span>
        </label>
      </fieldset>
      <Boxes list="type" title={w.type} choices={most(facets.type, term)} />
      <fieldset>
        <legend>{w.days}</legend>
        <div class="days">
          <Day name="from" />
          <Day name="to" />
        </div>
      </fieldset>
      <Boxes list="place" title={w.place} choices={facets.place.map((p) => ({ value: p.id, label: p.label, n: p.n }))} />
      <Boxes list="source" title={w.source} choices={sources} />
      <Boxes list="outlet" title={w.outlet} choices={most(facets.outlet, (o) => o)} />
    </>
  );
}

function Boxes({ list, title, choices }: { list: List; title: string; choices: Choice[] }) {
  const [all, setAll] = useState(false);
  const chosen = filter.value[list];
  const missing = chosen.filter((v) => !choices.some((c) => c.value === v)).map((value) => ({ value, label: term(value), n: 0 }));
  const wanted = [...missing, ...choices];
  if (wanted.length === 0) return null;
  const kept = all ? wanted : [...wanted.filter((c) => chosen.includes(c.value)), ...wanted.filter((c) => !chosen.includes(c.value))].slice(0, Math.max(FEW, chosen.length));
  const w = words.value;
  return (
    <fieldset>
      <legend>{title}</legend>
      {kept.map((choice) => <Box key={choice.value} list={list} choice={choice} />)}
      {wanted.length > FEW && (
        <button type="button" class="link" onClick={() => setAll(!all)}>{all ? w.showFewer : `${w.showAll} (${wanted.length.toLocaleString(language.value)})`}</button>
      )}
    </fieldset>
  );
}

function Box({ list, choice, modality }: { list: List; choice: Choice; modality?: Modality }) {
  return (
    <label class="box" data-value={choice.value}>
      <input type="checkbox" checked={filter.value[list].includes(choice.value)} onChange={() => (filter.value = toggled(filter.value, list, choice.value))} />
      <span class="label">{modality || list === "type" || list === "outlet" ? <Own>{choice.label}</Own> : <Name text={choice.label} id={choice.value} />}</span>
      {modality && <LineMark modality={modality} />}
      <span class="number">{choice.n}</span>
    </label>
  );
}

function Day({ name }: { name: "from" | "to" }) {
  return (
    <label>
      <span>{words.value[name]}</span>
      <input type="date" value={filter.value[name] ?? ""} onChange={(event) => (filter.value = { ...filter.value, [name]: event.currentTarget.value || undefined })} />
    </label>
  );
}
