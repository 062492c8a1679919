// A person, group, place, site or object: its names, what can be done with it, its claims.
import { useEffect, useState } from "preact/hooks";
import { LIMIT, collapsed, isExpanded, withHidden, withPin } from "../graph/steps";
import type { EntityNode, GraphEdge, GraphNode, Subgraph } from "../model";
import {
  answer, change, content, expand, filter, notes, pathFrom, person, select, show, shown, source, term, view, words,
} from "../state";
import { counted } from "./Claims";
import { useAnswer } from "./hooks";
import { HowSure, Icon, Name, Own, TypeMark } from "./marks";

const MOST = 100;

export function Entity({ id }: { id: string }) {
  const around = useAnswer(() => source().neighbours(id, MOST, [], filter.value), [id, filter.value]);
  const node = around?.nodes.find((n) => n.id === id) ?? content.value.nodes.get(id);
  const w = words.value;
  if (node?.kind !== "entity") return <div class="pane-body quiet" aria-busy="true">{w.loading}…</div>;
  const names = node.names.filter((n) => n !== node.label);
  return (
    <div class="pane-body">
      <div class="claim-title">
        <TypeMark type={node.type} hollow={node.unnamed} />
        <h2><Name text={node.label} id={id} /></h2>
        <span class="chip">{term(node.type)}</span>
      </div>
      {node.unnamed && <p class="quiet">{w.unnamed}</p>}
      {names.length > 0 && <p><span class="quiet">{w.names}: </span>{names.map((n, i) => <span key={n}>{i > 0 && " · "}<Own>{n}</Own></span>)}</p>}
      {node.count_min !== undefined && <p><span class="quiet">{w.count}: </span><span class="ltr">{amount(node)}</span></p>}
      <Actions node={node} />
      {around && <Expansion node={node} around={around} />}
      {around && <Told node={node} around={around} />}
      {source().hasNotes && <Note id={id} key={id} />}
    </div>
  );
}

function amount({ count_min: least, count_max: most }: EntityNode): string {
  if (most === undefined) return `≥ ${least}`;
  return least === most ? String(least) : `${least}–${most}`;
}

export function Actions({ node }: { node: EntityNode }) {
  const w = words.value;
  const { id } = node;
  const isThere = content.value.nodes.has(id);
  return (
    <div class="actions">
      {isExpanded(shown.value, id) && isThere ? (
        <button type="button" onClick={() => change(collapsed(shown.value, id))}><Icon name="collapse" />{w.collapse}</button>
      ) : (
        <button type="button" onClick={() => { expand(id); show("graph"); }}><Icon name="expand" />{w.expand}</button>
      )}
      <button type="button" onClick={() => { pathFrom.value = id; show("graph"); }}><Icon name="path" />{w.pathFrom}</button>
      {node.type === "Person" && (
        <button type="button" onClick={() => { person.value = id; show("family"); }}><Icon name="family" />{w.familyTree}</button>
      )}
      <InTheGraph id={id} />
    </div>
  );
}

/** What can be done with a node that is on the screen. */
export function InTheGraph({ id }: { id: string }) {
  if (!content.value.nodes.has(id) || view.value !== "graph") return null;
  const w = words.value;
  const isPinned = shown.value.pinned.includes(id);
  return (
    <>
      <button type="button" aria-pressed={isPinned} onClick={() => change(withPin(shown.value, id))}><Icon name="pin" />{isPinned ? w.unpin : w.pin}</button>
      <button type="button" onClick={() => { change(withHidden(shown.value, id)); select(null); }}><Icon name="hide" />{w.hide}</button>
    </>
  );
}

/** Which claims to bring, and how many. */
function Expansion({ node, around }: { node: EntityNode; around: Subgraph }) {
  const [types, setTypes] = useState<readonly string[]>([]);
  const [limit, setLimit] = useState(LIMIT);
  const w = words.value;
  const counts = new Map<string, number>();
  for (const { type } of claimsOf(node.id, around)) counts.set(type, (counts.get(type) ?? 0) + 1);
  useEffect(() => setTypes([]), [node.id]);
  if (counts.size < 2 && around.more === 0) return null;
  const toggle = (type: string) => setTypes(types.includes(type) ? types.filter((t) => t !== type) : [...types, type]);
  return (
    <details class="expansion">
      <summary>{w.expandTypes}</summary>
      <div class="choices">
        {[...counts].sort((a, b) => b[1] - a[1]).map(([type, n]) => (
          <label key={type} class="box">
            <input type="checkbox" checked={types.includes(type)} onChange={() => toggle(type)} />
            <span class="label">{term(type)}</span><span class="number">{n}</span>
          </label>
        ))}
      </div>
      <label class="limit">
        {w.limit}
        <input
          type="number" min={1} max={200} value={limit}
          onChange={(event) => setLimit(Math.min(200, Math.max(1, event.currentTarget.valueAsNumber || LIMIT)))}
        />
      </label>
      <button type="button" onClick={() => { expand(node.id, limit, types); show("graph"); }}><Icon name="expand" />{w.expand}</button>
    </details>
  );
}

interface Part {
  edge: GraphEdge;
  type: string;
  role?: string;
  others: string[];
}

/** The claims that an entity has a part in: each once, with its part and the names of the others. */
function claimsOf(id: string, around: Subgraph): Part[] {
  const nodes = new Map(around.nodes.map((n) => [n.id, n]));
  const found = new Map<string, Part>();
  for (const edge of around.edges) {
    if ((edge.source !== id && edge.target !== id) || found.has(edge.claim)) continue;
    const event = nodes.get(edge.claim);
    const ends = around.edges.filter((e) => e.claim === edge.claim).flatMap((e) => [e.source, e.target]);
    const others = [...new Set(ends)].filter((n) => n !== id && n !== edge.claim).flatMap((n) => labelOf(nodes.get(n)));
    found.set(edge.claim, { edge, type: event?.type ?? edge.type, ...(event && { role: edge.type }), others });
  }
  return [...found.values()];
}

function labelOf(node: GraphNode | undefined): string[] {
  if (!node) return [];
  return [node.kind === "event" ? term(node.type) : node.label];
}

function Told({ node, around }: { node: EntityNode; around: Subgraph }) {
  const parts = claimsOf(node.id, around);
  return (
    <section>
      <h3>{counted(parts.length + around.more)}</h3>
      <ul class="claim-list">
        {parts.map(({ edge, type, role, others }) => (
          <li key={edge.claim}>
            <button type="button" class="claim-item" data-claim={edge.claim} onClick={() => select({ kind: "claim", id: edge.claim })}>
              <span class="claim-head">
                <strong>{edge.title ? <Own>{edge.title}</Own> : term(type)}</strong>
                {role && <span class="quiet">{term(role)}</span>}
                <HowSure modality={edge.modality} disputed={edge.disputed} />
              </span>
              {others.length > 0 && <span class="claim-foot">{others.map((label, i) => <span key={i}><Name text={label} quiet /></span>)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {around.more > 0 && <p class="quiet">+{around.more} {words.value.notShown}</p>}
    </section>
  );
}

function Note({ id }: { id: string }) {
  const [text, setText] = useState(notes.value[id] ?? "");
  const [isSaved, setSaved] = useState(false);
  const w = words.value;
  const save = async () => {
    if (text === (notes.value[id] ?? "")) return;
    const kept = await answer(source().note(id, text).then(() => true));
    if (!kept) return;
    notes.value = { ...notes.value, [id]: text };
    setSaved(true);
  };
  return (
    <label class="note-box">
      <span>{w.note} {isSaved && <em class="quiet">{w.saved}</em>}</span>
      <textarea dir="auto" rows={3} value={text} placeholder={w.noteHint} onInput={(event) => { setText(event.currentTarget.value); setSaved(false); }} onBlur={() => void save()} />
    </label>
  );
}
