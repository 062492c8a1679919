import { useEffect, useRef } from "preact/hooks";
import { drawing } from "../graph/drawing";
import { GraphCanvas, type Direction } from "../graph/canvas";
import { collapsed, NOTHING, withHidden, withPin } from "../graph/steps";
import {
  canUndo, change, content, expand, findPath, language, moved, pathFrom, positions, select, selected, shown, term, undo, view, words,
} from "../state";
import { Legend } from "./Legend";
import { Icon } from "./marks";
import { Start } from "./Start";

/** The one graph of the page, for the keys and the saving of pictures. */
export const canvas: { current: GraphCanvas | null } = { current: null };

export function GraphView() {
  const box = useRef<HTMLDivElement>(null);
  const isEmpty = content.value.nodes.size === 0;
  useEffect(() => {
    const made = new GraphCanvas(box.current!, positions, {
      chosen: (next) => {
        const from = pathFrom.value;
        if (from && next?.kind === "node") void findPath(next.id);
        else select(next);
      },
      opened: (id) => expand(id),
      moved: () => (moved.value += 1),
    });
    canvas.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      canvas.current = null;
      made.destroy();
    };
  }, []);
  useEffect(() => canvas.current?.show(content.value, shown.value.pinned, language.value, term), [content.value, shown.value.pinned, language.value]);
  useEffect(() => canvas.current?.choose(selected.value), [selected.value, content.value]);
  const w = words.value;
  return (
    <div class="graph-view">
      <div class="canvas" ref={box} dir="ltr" role="application" aria-label={w.graphLabel} tabIndex={isEmpty ? -1 : 0} onKeyDown={onGraphKey} />
      {isEmpty && shown.value.steps.length === 0 && <Start />}
      {!isEmpty && (
        <div class="tools" role="toolbar" aria-label={w.graph}>
          <Tool icon="undo" name={w.undo} disabled={!canUndo.value} onClick={undo} />
          <Tool icon="fit" name={w.fit} onClick={() => canvas.current?.fit()} />
          <Tool icon="plus" name={w.zoomIn} onClick={() => canvas.current?.zoom(1.3)} />
          <Tool icon="minus" name={w.zoomOut} onClick={() => canvas.current?.zoom(1 / 1.3)} />
          <Tool icon="trash" name={w.clear} onClick={() => { change(NOTHING); select(null); }} />
        </div>
      )}
      {!isEmpty && <Legend />}
      {pathFrom.value && (
        <p class="asking" role="status">
          {w.pathTo} <button type="button" class="link" onClick={() => (pathFrom.value = null)}>{w.cancel}</button>
        </p>
      )}
    </div>
  );
}

function Tool({ icon, name, disabled = false, onClick }: { icon: string; name: string; disabled?: boolean; onClick: () => void }) {
  return <button type="button" class="icon-button" title={name} aria-label={name} disabled={disabled} onClick={onClick}><Icon name={icon} /></button>;
}

const ARROWS: Record<string, Direction> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

function onGraphKey(event: KeyboardEvent): void {
  const id = selected.value?.id;
  const direction = ARROWS[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (direction) canvas.current?.towards(direction, id);
  else if (id && event.code === "KeyE") expand(id);
  else if (id && event.code === "KeyC") change(collapsed(shown.value, id));
  else if (id && event.code === "KeyP") change(withPin(shown.value, id));
  else if (id && event.code === "KeyH") {
    change(withHidden(shown.value, id));
    select(null);
  } else if (event.key === "Enter") document.querySelector<HTMLElement>(".pane button, .pane a")?.focus();
  else return;
  event.preventDefault();
}

export async function savePicture(kind: "png" | "svg"): Promise<void> {
  if (view.value !== "graph" || !canvas.current || content.value.nodes.size === 0) return;
  save(`isnad.${kind}`, kind === "png" ? await canvas.current.png() : new Blob([drawing(canvas.current.core)], { type: "image/svg+xml" }));
}

/** Hands a file to the user. */
export function save(name: string, data: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
