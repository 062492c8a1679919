// All days that are told of, as bars, with a brush over them.
import { brushX, type D3BrushEvent } from "d3-brush";
import { scaleUtc, type ScaleTime } from "d3-scale";
import { select as pick } from "d3-selection";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { middle } from "../edtf";
import type { TimelineEvent } from "../model";
import { filter, language, source, words } from "../state";
import { useAnswer, useSize } from "./hooks";
import { Empty } from "./marks";

const HEIGHT = 46;
const AXIS = 16;
const SIDE = 14;
const BARS = 120;
/** Pixels of the longest label of an axis, with what stands between two. */
const WIDEST = 80;
const DAY = 86_400_000;

export function Years() {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const under = filter.value;
  const whole = useMemo(() => ({ ...under, from: undefined, to: undefined }), [JSON.stringify({ ...under, from: "", to: "" })]);
  const found = useAnswer(() => source().timeline(whole), [whole]);
  return (
    <div class="years" ref={box} aria-label={words.value.brush}>
      {found && size && size.width > 0 && <Bars events={found.events} width={size.width} />}
    </div>
  );
}

function Bars({ events, width }: { events: readonly TimelineEvent[]; width: number }) {
  const brushed = useRef<SVGGElement>(null);
  const isRightToLeft = language.value === "ar";
  const times = useMemo(() => events.flatMap((e) => ({ at: middle(e.earliest, e.latest), certain: e.certain })).filter((t) => t.at !== undefined), [events]);
  const scale = useMemo(() => {
    const all = times.map((t) => t.at!);
    if (all.length === 0) return undefined;
    const [least, most] = [Math.min(...all), Math.max(...all)];
    const margin = Math.max((most - least) * 0.02, 20 * DAY);
    return scaleUtc([least - margin, most + margin], isRightToLeft ? [width - SIDE, SIDE] : [SIDE, width - SIDE]);
  }, [times, width, isRightToLeft]);
  const { from, to } = filter.value;
  useEffect(() => {
    const group = brushed.current;
    if (!group || !scale) return undefined;
    const brush = brushX<undefined>().extent([[SIDE, 0], [width - SIDE, HEIGHT]]).on("end", (event: D3BrushEvent<undefined>) => {
      if (!event.sourceEvent) return;
      const selection = event.selection as [number, number] | null;
      const ends = selection?.map((x) => scale.invert(x).toISOString().slice(0, 10)).sort();
      filter.value = { ...filter.value, from: ends?.[0], to: ends?.[1] };
    });
    const selected = pick<SVGGElement, undefined>(group).call(brush);
    const [least, most] = scale.domain();
    const x = [from ? new Date(from) : least!, to ? new Date(to) : most!].map((d) => Math.min(width - SIDE, Math.max(SIDE, scale(d)))).sort((a, b) => a - b);
    selected.call(brush.move, from || to ? (x as [number, number]) : null);
    return () => void selected.on(".brush", null);
  }, [scale, width, from, to]);
  if (!scale) return <Empty>{words.value.noDates}</Empty>;
  const bin = (width - 2 * SIDE) / BARS;
  const counts = Array.from({ length: BARS }, () => ({ sure: 0, unsure: 0 }));
  for (const { at, certain } of times) counts[Math.min(BARS - 1, Math.floor((scale(at!) - SIDE) / bin))]![certain ? "sure" : "unsure"] += 1;
  const most = Math.max(...counts.map((c) => c.sure + c.unsure));
  return (
    <svg class="bars" width={width} height={HEIGHT + AXIS} role="img" aria-label={words.value.brush}>
      {counts.map(({ sure, unsure }, i) => {
        const unit = (HEIGHT - 6) / most;
        return (
          <g key={i}>
            {sure > 0 && <rect class="sure" x={SIDE + i * bin + 0.5} width={bin - 1} y={HEIGHT - sure * unit} height={sure * unit} />}
            {unsure > 0 && <rect class="unsure" x={SIDE + i * bin + 0.5} width={bin - 1} y={HEIGHT - (sure + unsure) * unit} height={unsure * unit} />}
          </g>
        );
      })}
      <path d={`M${SIDE} ${HEIGHT}H${width - SIDE}`} class="axis" />
      {ticks(scale).map((tick) => (
        <g key={+tick} transform={`translate(${scale(tick)} 0)`}>
          <path d={`M0 ${HEIGHT}v4`} class="axis" />
          <text y={HEIGHT + 14} text-anchor="middle">{tickLabel(tick, scale.domain())}</text>
        </g>
      ))}
      <g class="brush" ref={brushed} />
    </svg>
  );
}

/** Days for the marks of an axis, no more than have room for their labels. */
export function ticks(scale: ScaleTime<number, number>): Date[] {
  const [start, end] = scale.range() as [number, number];
  const all = scale.ticks(Math.max(2, Math.abs(end - start) / WIDEST));
  const gaps = all.slice(1).map((tick, i) => Math.abs(scale(tick) - scale(all[i]!)));
  const each = Math.ceil(WIDEST / Math.min(...gaps, WIDEST));
  return all.filter((_, i) => i % each === 0);
}

/** The year, with the month where less than three years are shown, and the day where less than three months are. */
export function tickLabel(tick: Date, [first, last]: readonly Date[]): string {
  const span = (+last! - +first!) / DAY;
  if (span > 1000) return String(tick.getUTCFullYear());
  const month = String(tick.getUTCMonth() + 1).padStart(2, "0");
  return span > 90 ? `${tick.getUTCFullYear()}-${month}` : tick.toISOString().slice(0, 10);
}
