import { expect, test } from "vitest";
import { days, inWords, isCertain } from "../src/edtf";

const VALUES = ["2016-08-26", "2016-08", "2016", "2016-08-20/2016-08-25", "2013/..", "2016-08-26?", "2019~", "XXXX-09-09", "2016-08-XX", "201X", "2016-21"];

test("dates are told as they are known, in English and in the Arabic of the Levant", () => {
  expect(VALUES.map((v) => inWords(v, "en"))).toEqual([
    "26 August 2016", "August 2016", "2016", "20 August 2016 to 25 August 2016", "2013 to open", "perhaps 26 August 2016", "about 2019",
    "9 September (year not said)", "August 2016 (day not said)", "2010s", "spring 2016",
  ]);
  expect(VALUES.slice(0, 3).map((v) => inWords(v, "ar"))).toEqual(["26 آب 2016", "آب 2016", "2016"]);
});

test("a value that is no date stays as it is", () => {
  expect(inWords("<b>soon</b>", "en")).toBe("<b>soon</b>");
});

test("the first and last possible day; none without a year", () => {
  expect(VALUES.map(days)).toEqual([
    { earliest: "2016-08-26", latest: "2016-08-26" }, { earliest: "2016-08-01", latest: "2016-08-31" }, { earliest: "2016-01-01", latest: "2016-12-31" },
    { earliest: "2016-08-20", latest: "2016-08-25" }, { earliest: "2013-01-01" }, { earliest: "2016-08-26", latest: "2016-08-26" },
    { earliest: "2019-01-01", latest: "2019-12-31" }, {}, { earliest: "2016-08-01", latest: "2016-08-31" }, {},
    { earliest: "2016-01-01", latest: "2016-12-31" },
  ]);
});

test("doubt, gaps and open ends are not certain", () => {
  expect(VALUES.filter(isCertain)).toEqual(["2016-08-26", "2016-08", "2016", "2016-08-20/2016-08-25", "2016-21"]);
});
