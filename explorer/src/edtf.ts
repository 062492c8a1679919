// Days and EDTF values as people read them. What EDTF leaves open stays open: nothing is rounded to a day.
import type { Language } from "./words";

const MONTHS: Record<Language, string[]> = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  ar: ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"],
};
const SEASONS: Record<Language, string[]> = { en: ["spring", "summer", "autumn", "winter"], ar: ["ربيع", "صيف", "خريف", "شتاء"] };
const WORDS = {
  en: { about: "about", perhaps: "perhaps", noYear: "year not said", noDay: "day not said", to: "to", open: "open", unknown: "unknown" },
  ar: { about: "نحو", perhaps: "ربما", noYear: "السنة غير مذكورة", noDay: "اليوم غير محدد", to: "إلى", open: "مفتوح", unknown: "غير معروف" },
};

export function inWords(edtf: string, language: Language): string {
  const words = WORDS[language];
  const [from, to] = edtf.split("/");
  if (to !== undefined && /^[\dXT:.?~%-]*\/[\dXT:.?~%-]*$/u.test(edtf)) {
    const end = (value: string) => (value === ".." ? words.open : value === "" ? words.unknown : one(value, language));
    return `${end(from!)} ${words.to} ${end(to)}`;
  }
  return one(edtf, language);
}

function one(edtf: string, language: Language): string {
  const words = WORDS[language];
  const found = /^(-?[\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T[\d:]+)?([?~%]?)$/u.exec(edtf);
  if (!found) return edtf;
  const [, year, month, day, doubt] = found;
  const parts: string[] = [];
  const notes: string[] = [];
  if (day && !day.includes("X")) parts.push(String(Number(day)));
  else if (day) notes.push(words.noDay);
  if (month && !month.includes("X")) {
    const number = Number(month);
    const name = number <= 12 ? MONTHS[language][number - 1] : SEASONS[language][number - 21];
    if (!name) return edtf;
    parts.push(name);
  }
  if (/^X+$/u.test(year!)) notes.push(words.noYear);
  else parts.push(year!.replace(/X/gu, "0") + (year!.includes("X") ? (language === "en" ? "s" : "…") : ""));
  const text = parts.join(" ") + (notes.length ? ` (${notes.join(language === "en" ? ", " : "، ")})` : "");
  const before = { "?": words.perhaps, "~": words.about, "%": `${words.perhaps} ${words.about}` }[doubt ?? ""];
  return before ? `${before} ${text}` : text;
}

/** The middle of a span of days, in milliseconds; undefined where either end is open. */
export function middle(earliest?: string, latest?: string): number | undefined {
  return earliest && latest ? (Date.parse(earliest) + Date.parse(latest)) / 2 : undefined;
}

/** The first and last day that an EDTF value leaves possible; an end is undefined where it is open or has no year. */
export function days(edtf: string): { earliest?: string; latest?: string } {
  const [from, to] = edtf.split("/");
  const earliest = bounds(from!)?.[0];
  const latest = bounds(to ?? from!)?.[1];
  return { ...(earliest && { earliest }), ...(latest && { latest }) };
}

function bounds(value: string): [string, string] | undefined {
  const found = /^(\d{4})(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?(?:T.*)?[?~%]?$/u.exec(value);
  if (!found) return undefined;
  const [, year, month, day] = found;
  if (!month || month === "XX" || Number(month) > 12) return [`${year}-01-01`, `${year}-12-31`];
  if (day && day !== "XX") return [`${year}-${month}-${day}`, `${year}-${month}-${day}`];
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return [`${year}-${month}-01`, `${year}-${month}-${last}`];
}

/** Whether a value names its day or span without a mark of doubt. */
export function isCertain(edtf: string): boolean {
  return !/[?~%X]|\.\./u.test(edtf);
}
