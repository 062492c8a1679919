import { useEffect, useRef, useState } from "preact/hooks";
import { EMPTY } from "../filter";
import type { SearchResult } from "../model";
import { answer, expand, filter, findPath, pathFrom, person, select, show, source, term, view, words } from "../state";
import { Icon, Name, TypeMark } from "./marks";

const PAUSE = 60;
const MOST = 10;
// The types of Preact want a list attribute beside this role; the suggestions are a list of our own.
const COMBOBOX = { role: "combobox" } as object;

export function Search() {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<{ query: string; results: SearchResult[] } | null>(null);
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!query.trim()) {
      setFound(null);
      return undefined;
    }
    let isCurrent = true;
    const waiting = setTimeout(() => {
      void answer(source().search(query, MOST)).then((results) => {
        if (!isCurrent || !results) return;
        setFound({ query, results });
        setChosen(0);
      });
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(waiting);
    };
  }, [query]);

  const results = found?.results ?? null;
  const choose = (result: SearchResult | undefined) => {
    if (!result) return;
    setQuery("");
    input.current?.blur();
    if (pathFrom.value && result.kind === "entity") void findPath(result.id);
    else if (result.kind === "type") {
      filter.value = { ...EMPTY, type: [result.type] };
      if (view.value === "graph") show("table");
    } else {
      expand(result.id);
      if (result.type === "Person") person.value = result.id;
      if (view.value !== "family" || result.type !== "Person") show("graph");
      select({ kind: "node", id: result.id });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && results?.length) setChosen((chosen + step + results.length) % results.length);
    else if (event.key === "Enter" && found?.query === query) choose(found.results[chosen]);
    else if (event.key === "Enter") void answer(source().search(query, 1)).then((nearest) => choose(nearest?.[0]));
    else if (event.key === "Escape") {
      setQuery("");
      input.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const w = words.value;
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        ref={input} id="search" type="search" dir="auto" autocomplete="off" spellcheck={false} value={query} placeholder={w.search} aria-label={w.search}
        {...COMBOBOX} aria-expanded={results !== null} aria-controls="found" aria-autocomplete="list" title={w.searchHint}
        aria-activedescendant={results?.length ? `found-${chosen}` : undefined}
        onInput={(event) => setQuery(event.currentTarget.value)} onKeyDown={onKeyDown}
      />
      <kbd class="wide-only">/</kbd>
      {results && (
        <ul id="found" role="listbox" aria-label={w.search}>
          {results.map((result, i) => (
            <li
              key={result.id} id={`found-${i}`} role="option" aria-selected={i === chosen}
              onMouseDown={(event) => event.preventDefault()} onMouseEnter={() => setChosen(i)} onClick={() => choose(result)}
            >
              <TypeMark type={result.type} />
              {result.kind === "type" ? <span class="found-name">{term(result.type)}</span> : <span class="found-name"><Name text={result.label} id={result.id} /></span>}
              {result.kind === "entity" && result.matched !== result.label && result.matched !== result.label_en && <span class="quiet"><bdi dir="auto">{result.matched}</bdi></span>}
              <span class="found-type">{result.kind === "type" ? w.claims : term(result.type)}</span>
              <span class="number">{result.claims}</span>
            </li>
          ))}
          {results.length === 0 && <li class="quiet none">{w.noResult}</li>}
        </ul>
      )}
    </div>
  );
}
