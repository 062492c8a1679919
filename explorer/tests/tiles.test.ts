import { expect, test } from "vitest";
import { covering } from "../src/tiles";

const TILES = { address: "https://t.example/{z}/{x}/{y}.png", attribution: "" };

test("the world at its own size is one tile", () => {
  expect(covering(TILES, [128, 128], 256 / (2 * Math.PI), 256, 256)).toEqual([{ address: "https://t.example/0/0/0.png", x: 0, y: 0, side: 256 }]);
});

test("a view over the middle of the world has the four tiles that meet there", () => {
  const found = covering(TILES, [50, 50], 512 / (2 * Math.PI), 100, 100);
  expect(found.map((t) => t.address.slice(18))).toEqual(["1/0/0.png", "1/1/0.png", "1/0/1.png", "1/1/1.png"]);
  expect(found[0]).toMatchObject({ x: -206, y: -206, side: 256 });
});

test("beyond the edge of the world there is no tile", () => {
  expect(covering(TILES, [-500, 100], 512 / (2 * Math.PI), 200, 200)).toEqual([]);
});

test("however far one looks, tiles are about their own size", () => {
  for (const radian of [1, 90, 1234, 360_000, 1e7]) {
    const found = covering(TILES, [100, 100], radian, 1280, 720);
    expect(found.length).toBeLessThan(80);
  }
});
