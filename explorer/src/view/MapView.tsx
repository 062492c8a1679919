// Where events are told to have happened, on outlines that came with the page, or on the tiles that the user named and turned on.
import { geoMercator, geoPath } from "d3-geo";
import { select as pick } from "d3-selection";
import { zoom as zooming, zoomIdentity, type D3ZoomEvent } from "d3-zoom";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { feature } from "topojson-client";
import { far, near } from "virtual:region";
import { toggled } from "../filter";
import { latin } from "../fold";
import type { MappedPlace, Tiles } from "../model";
import { about, filter, language, say, select, selected, source, tilesOn, words } from "../state";
import { covering, hostOf } from "../tiles";
import { useAnswer, useSize } from "./hooks";
import { Empty, Own } from "./marks";

const LAND = [...feature(far, far.objects.countries).features, ...feature(near, near.objects.countries).features];
const CODES: Record<string, string> = {
  "760": "SY", "368": "IQ", "792": "TR", "422": "LB", "400": "JO", "364": "IR", "682": "SA", "414": "KW", "818": "EG", "196": "CY",
};

export function MapView() {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const found = useAnswer(() => source().map({ ...filter.value, place: [] }), [filter.value]);
  const named = about.value?.tiles;
  const tiles = tilesOn.value ? named : undefined;
  return (
    <div class={`map-view ${tiles ? "with-tiles" : ""}`} ref={box}>
      {found && size && size.width > 0 && <Drawn places={found.places} tiles={tiles} width={size.width} height={size.height} />}
      {found?.places.length === 0 && <Empty>{words.value.mapNone}</Empty>}
      {named && <TileSwitch tiles={named} />}
      <p class="map-note">{tiles?.attribution ? <Own>{tiles.attribution}</Own> : words.value.mapNote}</p>
    </div>
  );
}

function TileSwitch({ tiles }: { tiles: Tiles }) {
  const w = words.value;
  return (
    <div class="tile-switch">
      <label>
        <input type="checkbox" checked={tilesOn.value} aria-describedby="tiles-tell" onChange={(event) => (tilesOn.value = event.currentTarget.checked)} />
        <span>{w.tiles} <bdi dir="ltr">{hostOf(tiles)}</bdi></span>
      </label>
      <p id="tiles-tell">{w.tilesTell}</p>
    </div>
  );
}

interface Shown {
  places: readonly MappedPlace[];
  tiles: Tiles | undefined;
  width: number;
  height: number;
}

function Drawn({ places, tiles, width, height }: Shown) {
  const svg = useRef<SVGSVGElement>(null);
  const [at, setAt] = useState(zoomIdentity);
  const projection = useMemo(() => {
    const points = { type: "MultiPoint" as const, coordinates: places.length ? places.map((p) => [p.lon, p.lat]) : [[35.5, 32.5], [42.5, 37.5]] };
    const fitted = geoMercator().fitExtent([[70, 60], [width - 70, height - 60]], points);
    return fitted.scale() > 9000 || !Number.isFinite(fitted.scale()) ? fitted.scale(9000).center(center(places)).translate([width / 2, height / 2]) : fitted;
  }, [places, width, height]);
  const outlines = useMemo(() => {
    const path = geoPath(projection.clipExtent([[-3 * width, -3 * height], [4 * width, 4 * height]]));
    return LAND.map((country) => ({ id: String(country.id), d: path(country) ?? "", middle: path.centroid(country) }));
  }, [projection]);
  useEffect(() => {
    const behaviour = zooming<SVGSVGElement, unknown>().scaleExtent([0.4, 40]).on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => setAt(event.transform));
    const selection = pick(svg.current!).call(behaviour);
    return () => void selection.on(".zoom", null);
  }, []);
  const names = useMemo(() => new Intl.DisplayNames([language.value], { type: "region" }), [language.value]);
  const spots = places
    .map((place) => {
      const [x, y] = at.apply(projection([place.lon, place.lat])!);
      return { place, x, y, r: 5 + 3.2 * Math.sqrt(place.events) };
    })
    .sort((a, b) => b.r - a.r);
  const under = tiles ? covering(tiles, at.apply(projection([0, 0])!), at.k * projection.scale(), width, height) : [];
  const chosen = selected.value?.id;
  const open = (place: MappedPlace) => select({ kind: "node", id: place.id });
  return (
    <svg class="map" ref={svg} width={width} height={height} role="group" aria-label={words.value.map}>
      <g transform={at.toString()}>
        {outlines.map(({ id, d }) => <path key={id} d={d} class={CODES[id] ? "country near" : "country"} vector-effect="non-scaling-stroke" />)}
      </g>
      {tiles && under.map(({ address, x, y, side }) => (
        <image
          key={address} class="tile" href={address} x={x} y={y} width={side} height={side} preserveAspectRatio="none"
          onError={() => say(`${words.value.tilesFailed} ${hostOf(tiles)}`)}
        />
      ))}
      {outlines.flatMap(({ id, middle }) => {
        const code = tiles ? undefined : CODES[id];
        if (!code || !Number.isFinite(middle[0])) return [];
        const [x, y] = at.apply(middle);
        return <text key={id} class="country-name" x={x} y={y} text-anchor="middle">{names.of(code)}</text>;
      })}
      {spots.map(({ place, x, y, r }) => (
        <g
          key={place.id} class={`spot ${place.id === chosen ? "chosen" : ""} ${filter.value.place.includes(place.id) ? "filtered" : ""}`} transform={`translate(${x} ${y})`}
          role="button" tabindex={0} data-place={place.id} aria-label={`${place.label}: ${place.events} ${words.value.eventsHere}`} onClick={() => open(place)}
          onDblClick={(event) => { event.stopPropagation(); filter.value = toggled(filter.value, "place", place.id); }}
          onKeyDown={(event) => event.key === "Enter" && open(place)}
        >
          <circle r={r} /><text class="spot-number" y="3.5" text-anchor="middle">{place.events}</text>
        </g>
      ))}
      {labelled(spots, language.value === "en").map(({ label, x, y }) => <text key={label} class="spot-name" x={x} y={y} text-anchor="middle">{label}</text>)}
    </svg>
  );
}

function center(places: readonly MappedPlace[]): [number, number] {
  const mean = (of: (p: MappedPlace) => number) => places.reduce((sum, p) => sum + of(p), 0) / places.length;
  return [mean((p) => p.lon), mean((p) => p.lat)];
}

interface Spot {
  place: MappedPlace;
  x: number;
  y: number;
  r: number;
}

/** Names for as many places as have room, those with most events first. */
function labelled(spots: readonly Spot[], inEnglish: boolean): { label: string; x: number; y: number }[] {
  const taken = spots.map(({ x, y, r }) => ({ x1: x - r, x2: x + r, y1: y - r, y2: y + r }));
  return spots.flatMap(({ place, x, y, r }, i) => {
    const label = inEnglish ? (place.label_en ?? `${place.label} · ${latin(place.label)}`) : place.label;
    const half = 3.6 * [...label].length;
    const free = [y + r + 14, y - r - 5].find((at) => {
      const box = { x1: x - half, x2: x + half, y1: at - 11, y2: at + 3 };
      return !taken.some((t, j) => j !== i && t.x1 < box.x2 && box.x1 < t.x2 && t.y1 < box.y2 && box.y1 < t.y2);
    });
    if (free === undefined) return [];
    taken.push({ x1: x - half, x2: x + half, y1: free - 11, y2: free + 3 });
    return [{ label, x, y: free }];
  });
}
