// Events by day, a lane for each type. A span is as long as the days that are possible; what is not certain is drawn open.
import { scaleUtc } from "d3-scale";
import { useMemo, useRef } from "preact/hooks";
import { middle } from "../edtf";
import type { TimelineEvent } from "../model";
import { filter, language, select, selected, source, term, words } from "../state";
import { useAnswer, useSize } from "./hooks";
import { Empty, HowSure, Own, When } from "./marks";
import { tickLabel, ticks } from "./Years";

const LANE = 34;
const HEAD = 28;
const SIDE = 26;
const NAMES = 116;
const DAY = 86_400_000;

export function TimelineView() {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const found = useAnswer(() => source().timeline(filter.value), [filter.value]);
  const w = words.value;
  const dated = useMemo(() => found?.events.filter((e) => middle(e.earliest, e.latest) !== undefined) ?? [], [found]);
  const open = useMemo(() => found?.events.filter((e) => middle(e.earliest, e.latest) === undefined) ?? [], [found]);
  return (
    <div class="timeline-view" tabIndex={0}>
      <p class="key">
        <span class="key-dot sure" /> {w.certainDates} <span class="key-dot span" /> {w.withinDates} <span class="key-dot unsure" /> {w.uncertainDates}
        {found && found.more > 0 && <span class="quiet"> · +{found.more} {w.notShown}</span>}
      </p>
      <div class="lanes" ref={box}>
        {size && size.width > 0 && dated.length > 0 && <Lanes events={dated} width={size.width} />}
        {found && dated.length === 0 && <Empty>{w.noDates}</Empty>}
      </div>
      {found && (open.length > 0 || found.undated > 0) && (
        <section class="yearless">
          <h3>{w.yearless} <span class="number">{open.length + found.undated}</span></h3>
          <ul>
            {open.map((e) => (
              <li key={e.id}>
                <button type="button" data-claim={e.id} aria-current={selected.value?.id === e.id} onClick={() => select({ kind: "claim", id: e.id })}>
                  <strong>{term(e.type)}</strong> <Own>{e.label}</Own> <When time={e.time} /> <HowSure modality={e.modality} disputed={e.disputed} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Lanes({ events, width }: { events: readonly TimelineEvent[]; width: number }) {
  const isRightToLeft = language.value === "ar";
  const lanes = [...new Set(events.map((e) => e.type))].map((type) => ({ type, events: events.filter((e) => e.type === type) }));
  lanes.sort((a, b) => b.events.length - a.events.length);
  const all = events.flatMap((e) => [Date.parse(e.earliest!), Date.parse(e.latest!)]);
  const { from, to } = filter.value;
  const least = from ? Date.parse(from) : Math.min(...all);
  const most = to ? Date.parse(to) : Math.max(...all);
  const margin = Math.max((most - least) * 0.03, 2 * DAY);
  const names = width < 560 ? 78 : NAMES;
  const range = isRightToLeft ? [width - names, SIDE] : [names, width - SIDE];
  const scale = scaleUtc([least - margin, most + margin], range).clamp(true);
  const height = HEAD + lanes.length * LANE;
  return (
    <svg width={width} height={height} class="lanes-drawing">
      {ticks(scale).map((tick) => (
        <g key={+tick} transform={`translate(${scale(tick)} 0)`}>
          <path d={`M0 ${HEAD}V${height}`} class="grid" />
          <text y="16" text-anchor="middle" class="tick">{tickLabel(tick, scale.domain())}</text>
        </g>
      ))}
      {lanes.map((lane, i) => (
        <g key={lane.type} transform={`translate(0 ${HEAD + i * LANE})`}>
          <path d={`M0 ${LANE}H${width}`} class="grid" />
          <text class="lane-name" x={isRightToLeft ? width - 6 : 6} y={LANE / 2 + 4} text-anchor="start" direction={isRightToLeft ? "rtl" : "ltr"}>{term(lane.type)}</text>
          {spread(lane.events, scale).map(({ event, x1, x2, y }) => (
            <g
              key={event.id} class={`when ${sureness(event)} ${selected.value?.id === event.id ? "chosen" : ""} ${event.modality}`} role="button"
              tabindex={0} data-claim={event.id} aria-label={`${term(event.type)} ${event.label} ${event.time ?? ""}`}
              onClick={() => select({ kind: "claim", id: event.id })} onKeyDown={(key) => key.key === "Enter" && select({ kind: "claim", id: event.id })}
            >
              <title>{`${event.label} · ${event.time}`}</title>
              <rect x={x1} y={y} width={x2 - x1} height="11" rx="5.5" />
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}

/** A day that is named, a longer span in which it happened on some day, or what the words leave uncertain. */
function sureness(event: TimelineEvent): "sure" | "span" | "unsure" {
  if (!event.certain) return "unsure";
  return event.earliest === event.latest ? "sure" : "span";
}

/** Marks of a lane, those that would cover each other in two rows or more, overlapping where there is no room. */
function spread(events: readonly TimelineEvent[], scale: (day: number) => number) {
  const rows: number[] = [];
  return events
    .map((event) => {
      const ends = [scale(Date.parse(event.earliest!)), scale(Date.parse(event.latest!) + DAY)].sort((a, b) => a - b) as [number, number];
      const extra = Math.max(0, 11 - (ends[1] - ends[0])) / 2;
      return { event, x1: ends[0] - extra, x2: ends[1] + extra };
    })
    .sort((a, b) => a.x1 - b.x1)
    .map((mark) => {
      const free = rows.findIndex((end) => end <= mark.x1);
      const row = free >= 0 ? free : rows.length;
      rows[row] = mark.x2;
      return { ...mark, y: 3 + (row % 3) * 9 };
    });
}
