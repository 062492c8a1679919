import { expect, test } from "vitest";
import { pieces, units } from "../src/text";

test("code points beyond the basic plane take two units", () => {
  expect(units("ا😀ب𞸀ت", [0, 1, 2, 3, 4, 5])).toEqual([0, 1, 3, 4, 6, 7]);
});

test("an article is cut where marks begin and end, and nothing of it is lost", () => {
  const text = "قال 😀 إن قسد اعتقلت سالم.";
  const points = [...text];
  const found = pieces(text, [
    { start: 9, end: 25, kind: "quote" }, { start: 13, end: 19, kind: "trigger" }, { start: 9, end: 12, kind: "mention" },
  ]);
  expect(found.map((p) => p.text).join("")).toBe(text);
  expect(found.map((p) => [p.text, [...p.kinds].sort()])).toEqual([
    [points.slice(0, 9).join(""), []], ["قسد", ["mention", "quote"]], [" ", ["quote"]], ["اعتقلت", ["quote", "trigger"]],
    [points.slice(19, 25).join(""), ["quote"]],
  ]);
});

test("a text without marks is one piece, an empty one none", () => {
  expect([pieces("نص", []), pieces("", [])]).toEqual([[{ text: "نص", kinds: [] }], []]);
});
