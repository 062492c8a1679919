// The outline that the map is drawn on: the countries of the region in detail, the rest of the world roughly; Natural Earth (public domain)
// from the package world-atlas, cut down when the page is built.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Plugin } from "vite";

/** ISO 3166 numbers: Syria and those around it. */
const NEAR = ["760", "368", "792", "422", "400", "376", "275", "364", "682", "414", "818", "196"];
const NAME = "virtual:region";

type Countries = Topology<{ countries: GeometryCollection }>;

export function region(): Plugin {
  return {
    name: "isnad-region",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const near = cut("countries-10m.json", (number) => NEAR.includes(number));
      const far = cut("countries-110m.json", (number) => !NEAR.includes(number));
      return `export const near = ${JSON.stringify(near)}; export const far = ${JSON.stringify(far)};`;
    },
  };
}

/** The countries that are wanted, with only the arcs that they are made of. */
function cut(file: string, isWanted: (number: string) => boolean): Countries {
  const path = createRequire(import.meta.url).resolve(`world-atlas/${file}`);
  const whole = JSON.parse(readFileSync(path, "utf8")) as Countries;
  const wanted = whole.objects.countries.geometries.filter((g) => isWanted(String(g.id).padStart(3, "0")));
  const places = new Map<number, number>();
  const arcs: Countries["arcs"] = [];
  const moved = (arc: number): number => {
    const old = arc < 0 ? ~arc : arc;
    if (!places.has(old)) {
      places.set(old, arcs.length);
      arcs.push(whole.arcs[old]!);
    }
    const place = places.get(old)!;
    return arc < 0 ? ~place : place;
  };
  const renumbered = (value: unknown): unknown => (Array.isArray(value) ? value.map(renumbered) : moved(value as number));
  const geometries = wanted.map((g) => ({ type: g.type, id: g.id, arcs: renumbered((g as { arcs: unknown }).arcs) }));
  return { type: "Topology", transform: whole.transform, arcs, objects: { countries: { type: "GeometryCollection", geometries } } } as Countries;
}
