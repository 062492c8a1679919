import { useEffect, useRef } from "preact/hooks";
import { isEmpty } from "../filter";
import {
  answer, busy, filter, filtersOpen, helpOpen, language, message, pathFrom, say, select, selected, show, source, tilesOn, undo, view, VIEWS, words, type View,
} from "../state";
import { AccountsView } from "./AccountsView";
import { Entity } from "./Entity";
import { Evidence } from "./Evidence";
import { FamilyView } from "./FamilyView";
import { Filters } from "./Filters";
import { canvas, GraphView, save, savePicture } from "./GraphView";
import { Icon } from "./marks";
import { MapView } from "./MapView";
import { Search } from "./Search";
import { TableView } from "./TableView";
import { TimelineView } from "./TimelineView";
import { Years } from "./Years";

const PAGES: Record<View, () => preact.JSX.Element> = {
  graph: GraphView, timeline: TimelineView, map: MapView, table: TableView, family: FamilyView, accounts: AccountsView,
};
const MESSAGE_STAYS = 6000;

export function App() {
  const w = words.value;
  const Page = PAGES[view.value];
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <div class={`app ${selected.value ? "with-pane" : ""}`}>
      <header class="top">
        <a class="brand" href="#" onClick={(event) => { event.preventDefault(); show("graph"); }}>
          <svg viewBox="0 0 28 28" aria-hidden="true"><path d="M6 20 14 7l8 13M6 20h16" /><circle cx="14" cy="7" r="4" /><circle cx="6" cy="20" r="4" /><circle cx="22" cy="20" r="4" /></svg>
          <strong>{w.title}</strong>
        </a>
        <Search />
        <Save />
        <button type="button" class="icon-button narrow-only" aria-label={w.filters} onClick={() => (filtersOpen.value = !filtersOpen.value)}><Icon name="filter" /></button>
        <button type="button" class="icon-button wide-only" title={w.help} aria-label={w.help} onClick={() => (helpOpen.value = true)}>?</button>
        <button type="button" class="language" lang={language.value === "ar" ? "en" : "ar"} onClick={otherLanguage}>{w.language}</button>
      </header>
      <nav class="views" aria-label={w.title}>
        {VIEWS.map((name) => (
          <button key={name} type="button" data-view={name} aria-current={view.value === name ? "page" : undefined} onClick={() => show(name)}><Icon name={name} />{w[name]}</button>
        ))}
        {!isEmpty(filter.value) && <span class="filtering">{w.filters}</span>}
        <span class="reading" aria-live="polite">{busy.value > 0 ? `${w.loading}…` : ""}</span>
      </nav>
      <Filters />
      <main class="page"><Page />{view.value !== "family" && view.value !== "accounts" && <Years />}</main>
      {selected.value && (
        <section class="pane" aria-label={w.evidence}>
          <button type="button" class="icon-button close" aria-label={w.close} onClick={() => select(null)}><Icon name="close" /></button>
          {selected.value.kind === "claim" ? <Evidence id={selected.value.id} /> : <Entity id={selected.value.id} />}
        </section>
      )}
      <Message />
      {helpOpen.value && <Help />}
    </div>
  );
}

function Save() {
  const menu = useRef<HTMLDetailsElement>(null);
  const w = words.value;
  const pick = (action: () => Promise<unknown>) => () => {
    menu.current!.open = false;
    void answer(action());
  };
  const isGraph = view.value === "graph";
  return (
    <details class="menu" ref={menu} onKeyDown={(event) => event.key === "Escape" && (menu.current!.open = false)}>
      <summary><Icon name="save" /><span class="wide-only">{w.export}</span></summary>
      <div>
        <button type="button" data-save="link" onClick={pick(() => navigator.clipboard.writeText(location.href).then(() => say(w.copied), () => say(location.href)))}>{w.copyLink}</button>
        <button type="button" data-save="png" disabled={!isGraph} onClick={pick(() => savePicture("png"))}>{w.savePng}</button>
        <button type="button" data-save="svg" disabled={!isGraph} onClick={pick(() => savePicture("svg"))}>{w.saveSvg}</button>
        <button type="button" data-save="csv" onClick={pick(async () => save("isnad-claims.csv", new Blob([await source().csv(filter.value)], { type: "text/csv" })))}>{w.saveCsv}</button>
      </div>
    </details>
  );
}

function Message() {
  const text = message.value;
  useEffect(() => {
    if (!text) return undefined;
    const waiting = setTimeout(() => (message.value = null), MESSAGE_STAYS);
    return () => clearTimeout(waiting);
  }, [text]);
  return <div class="message" role="status" aria-live="polite">{text && <p><bdi dir="auto">{text}</bdi></p>}</div>;
}

function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  const w = words.value;
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={() => (helpOpen.value = false)} aria-label={w.help}>
      <h2>{w.help}</h2>
      <dl>{w.keys.map(([key, meaning]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{meaning}</dd></div>)}</dl>
      <p class="quiet">{tilesOn.value ? w.tilesTell : w.offline}</p>
      <button type="button" onClick={() => dialog.current?.close()}>{w.close}</button>
    </dialog>
  );
}

function otherLanguage(): void {
  language.value = language.value === "ar" ? "en" : "ar";
}

function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const isTyping = ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) && target.getAttribute("type") !== "checkbox";
  if (event.key === "Escape" && !helpOpen.value) {
    if (pathFrom.value) pathFrom.value = null;
    else if (filtersOpen.value) filtersOpen.value = false;
    else select(null);
    return;
  }
  if (isTyping) return;
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyZ") undo();
  else if (event.ctrlKey || event.metaKey || event.altKey) return;
  else if (event.key === "/") document.getElementById("search")?.focus();
  else if (event.key === "?") helpOpen.value = true;
  else if (event.code === "KeyL") otherLanguage();
  else if (event.code === "Digit0") canvas.current?.fit();
  else if (/^Digit[1-6]$/u.test(event.code)) show(VIEWS[Number(event.code.slice(5)) - 1]!);
  else return;
  event.preventDefault();
}
