// Which tiles of a Web Mercator map cover a view, and where they stand in it. d3's geoMercator is the same projection.
import type { Tiles } from "./model";

const SIDE = 256;
const DEEPEST = 19;

export interface Tile {
  address: string;
  x: number;
  y: number;
  side: number;
}

/**
 * The tiles over a view of `width` by `height` pixels in which the point at 0° 0° stands at `middle` and a radian of longitude is
 * `radian` pixels; of the zoom at which they are nearest to their own size.
 */
export function covering({ address }: Tiles, middle: readonly [number, number], radian: number, width: number, height: number): Tile[] {
  const world = 2 * Math.PI * radian;
  const zoom = Math.min(DEEPEST, Math.max(0, Math.round(Math.log2(world / SIDE))));
  const count = 2 ** zoom;
  const side = world / count;
  const [left, top] = [middle[0] - world / 2, middle[1] - world / 2];
  const between = (start: number, length: number) => {
    const first = Math.max(0, Math.floor(-start / side));
    const last = Math.min(count - 1, Math.ceil((length - start) / side) - 1);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  };
  const filled = (column: number, row: number) =>
    address.replace("{z}", String(zoom)).replace("{x}", String(column)).replace("{y}", String(row));
  const columns = between(left, width);
  return between(top, height).flatMap((row) =>
    columns.map((column) => ({ address: filled(column, row), x: left + column * side, y: top + row * side, side })),
  );
}

export function hostOf({ address }: Tiles): string {
  return new URL(address).host;
}
