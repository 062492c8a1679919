import { expect, test } from "vitest";
import { EMPTY, parameters, passes, read, toggled } from "../src/filter";
import { collapsed, NOTHING, readStep, withHidden, withPin, withStep, written, type Step } from "../src/graph/steps";
import type { ClaimRow } from "../src/model";

const STEPS: Step[] = [
  { op: "expand", id: "entity/a-t1", limit: 25, types: ["Killing", "memberOf"] }, { op: "path", from: "entity/a-t1", to: "group/isis" },
  { op: "kin", id: "entity/a-t1" }, { op: "claim", id: "claim/a-e1" },
];

test("steps stand in an address and are read back; what is no step is passed over", () => {
  expect(STEPS.map(written).map(readStep)).toEqual(STEPS);
  expect(["", "expand", "expand~x~many", "expand~x~100000", "path~x", "drop~x"].map(readStep)).toEqual(Array(6).fill(undefined));
});

test("an expansion of the same node takes the place of the one before; collapse, hide and pin change nothing else", () => {
  const one = withStep(NOTHING, { op: "expand", id: "x", limit: 25, types: [] });
  const two = withStep(one, { op: "expand", id: "x", limit: 50, types: ["Killing"] });
  expect(two.steps).toEqual([{ op: "expand", id: "x", limit: 50, types: ["Killing"] }]);
  expect(collapsed(two, "x").steps).toEqual([{ op: "expand", id: "x", limit: 0, types: ["Killing"] }]);
  expect(withHidden(two, "x")).toEqual({ steps: [], hidden: ["x"], pinned: [] });
  expect(withStep(withHidden(two, "x"), { op: "kin", id: "x" })).toEqual({ steps: [{ op: "kin", id: "x" }], hidden: [], pinned: [] });
  expect(withPin(withPin(two, "x"), "x")).toEqual(two);
});

const ROW: ClaimRow = {
  id: "claim/a-e1", kind: "event", type: "Killing", modality: "alleged", disputed: true, time: "2016-08", earliest: "2016-08-01", latest: "2016-08-31",
  quote: "قُتل", start: 0, end: 4, article: "article/a", doc: "a", outlet: "شبكة الوادي", source: { id: "group/saqr", label: "لواء الصقر" },
  fillers: [{ role: "place", id: "place/T1", label: "وادي النخيل", type: "Place" }, { role: "from", id: "place/T2", label: "الزهراء", type: "Place" }],
};

test("a claim passes a filter by each of its sides, and a span of days where it may lie in it", () => {
  const wanted = [
    {}, { type: ["Killing"] }, { type: ["Injury"] }, { modality: ["asserted"] }, { source: ["none"] }, { source: ["group/saqr"] }, { place: ["place/T1"] },
    { place: ["place/T3"] }, { outlet: ["x"] }, { from: "2016-08-31" }, { from: "2016-09-01" }, { to: "2016-07-31" }, { disputed: true },
  ];
  expect(wanted.map((w) => passes(ROW, { ...EMPTY, ...w }))).toEqual([
    true, true, false, false, false, true, true, false, false, true, false, false, true,
  ]);
  expect(passes({ ...ROW, earliest: undefined, latest: undefined }, { ...EMPTY, from: "2016-01-01" })).toBe(false);
});

test("a filter is the same after it was written to an address", () => {
  const filter = { ...toggled(toggled(EMPTY, "type", "Killing"), "source", "group/saqr"), from: "2016-01-01", to: "2016-12-31", disputed: true };
  expect(read(new URLSearchParams(parameters(filter)))).toEqual(filter);
  expect(toggled(toggled(EMPTY, "type", "Killing"), "type", "Killing")).toEqual(EMPTY);
});
