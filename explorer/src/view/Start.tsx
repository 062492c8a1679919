// What stands where the graph will be: what the store tells most of, to begin with.
import { EMPTY, NOBODY } from "../filter";
import type { Counted } from "../model";
import { about, expand, filter, language, select, show, source, term, words } from "../state";
import { useAnswer } from "./hooks";
import { Name, TypeMark } from "./marks";

const MOST = 8;

export function Start() {
  const w = words.value;
  const facets = useAnswer(() => source().facets(filter.value), [filter.value]);
  const numbers = about.value;
  if (!numbers) return null;
  const events = Object.entries(facets?.type ?? {}).sort((a, b) => b[1] - a[1]).slice(0, MOST);
  const open = (id: string) => {
    expand(id);
    select({ kind: "node", id });
  };
  return (
    <div class="start">
      <h1>{w.start}</h1>
      <p>{w.startText}</p>
      <ul class="figures">
        <Figure n={numbers.articles} name={w.articles} />
        <Figure n={sum(numbers.claims)} name={w.claims} />
        <Figure n={numbers.entities.Person ?? 0} name={w.people} />
        <Figure n={numbers.entities.Group ?? 0} name={w.groups} />
        <Figure n={numbers.entities.Place ?? 0} name={w.places} />
      </ul>
      {facets && (
        <div class="begin">
          <section>
            <h2>{w.mostTold}</h2>
            <ul>
              {events.map(([type, n]) => (
                <li key={type}><button type="button" onClick={() => { filter.value = { ...EMPTY, type: [type] }; show("table"); }}>
                  <TypeMark type={type} /><span class="label">{term(type)}</span><Bar n={n} most={events[0]![1]} />
                </button></li>
              ))}
            </ul>
          </section>
          <List title={w.mostPlaces} refs={facets.place} type="Place" open={open} />
          <List title={w.mostSources} refs={facets.source.filter((s) => s.id !== NOBODY)} open={open} />
        </div>
      )}
    </div>
  );
}

function List({ title, refs, type, open }: { title: string; refs: readonly Counted[]; type?: string; open: (id: string) => void }) {
  const most = refs.slice(0, MOST);
  if (most.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {most.map((ref) => (
          <li key={ref.id}><button type="button" onClick={() => open(ref.id)}>
            {type && <TypeMark type={type} />}<span class="label"><Name text={ref.label} id={ref.id} /></span><Bar n={ref.n} most={most[0]!.n} />
          </button></li>
        ))}
      </ul>
    </section>
  );
}

function Bar({ n, most }: { n: number; most: number }) {
  return (
    <span class="bar">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width={(100 * n) / most} height="6" rx="2" /></svg>
      <span class="number">{n}</span>
    </span>
  );
}

function Figure({ n, name }: { n: number; name: string }) {
  return <li><strong>{n.toLocaleString(language.value === "ar" ? "ar-u-nu-latn" : "en")}</strong> {name}</li>;
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((a, b) => a + b, 0);
}
