// The page folds names as Python does; tests/explorer/test_page_modules.py writes the table that SPELLINGS names.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { key, latin } from "../src/fold";
import { nearness, skeleton, spelling } from "../src/names";

interface Row {
  text: string;
  key: string;
  skeleton: string[];
}

test.runIf(process.env.SPELLINGS)("names are folded, and reduced to skeletons, as Python does it", () => {
  const rows = JSON.parse(readFileSync(process.env.SPELLINGS!, "utf8")) as Row[];
  expect(rows.map((r) => ({ text: r.text, key: key(r.text), skeleton: skeleton(r.text) }))).toEqual(rows);
});

test("a name is found by whole words before beginnings, and by Latin letters last", () => {
  const name = spelling("راشد الحنيفي");
  const queries = ["راشد الحنيفي", "الحنيفى", "راش", "Rashid al-Hunayfi", "rash", "حنيفي راشد سالم", "salim"];
  expect(queries.map((q) => nearness(q, name))).toEqual([0, 1, 2, 10, 12, undefined, undefined]);
});

test("the letters of a name tell names apart for those who read no Arabic", () => {
  expect(["راشد الحنيفي", "قرية بقرص", "عين عيسى", "تركيا", "شبكة ضفاف الفرات"].map(latin)).toEqual([
    "Rashd al-Hnifi", "Qriya Bqrs", "ʿIn ʿIsa", "Trkiya", "Shbka Dfaf al-Frat",
  ]);
});
