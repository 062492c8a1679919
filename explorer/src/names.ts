// Names found as they are typed, as kg/explorer/names.py finds them for the server: in any Arabic spelling, or in Latin letters, of which
// only the consonants are compared. tests/explorer compares the skeletons of the two.
import { key } from "./fold";

const NOTHING = "اأإآٱءئؤىعة";
const SEMIVOWELS = /[wy]/gu;
const CLASSES: Record<string, string> = {
  ب: "b", پ: "b", ت: "t", ط: "t", ث: "t", ج: "j", چ: "j", ح: "h", ه: "h", خ: "k", د: "d", ض: "d", ذ: "d", ظ: "d", ر: "r", ز: "z", س: "s",
  ص: "s", ش: "x", غ: "g", گ: "g", ف: "f", ڤ: "f", ق: "k", ك: "k", ل: "l", م: "m", ن: "n", و: "w", ي: "y",
};
// Longer spellings first, after the x that is itself a class.
const SPELLINGS: [string, string][] = [
  ["x", "ks"], ["sch", "x"], ["sh", "x"], ["ch", "x"], ["kh", "k"], ["gh", "g"], ["dh", "d"], ["th", "t"], ["dj", "j"], ["ph", "f"], ["ck", "k"], ["ou", "w"],
  ["oo", "w"], ["q", "k"], ["c", "k"], ["p", "b"], ["v", "f"],
];
const ARTICLE = /^(?:a[lrdnstz]|e[lrdnstz]|ash|esh|adh|ath|ul|ol)[-'’]+/u;
const WORD = /[\p{L}\p{N}]+(?:[-'’`][\p{L}\p{N}]+)*/gu;
const ARTICLES = ["al", "el", "ul", "the"];

export function isArabic(text: string): boolean {
  return /[\u0600-\u06ff]/u.test(text);
}

/** The consonants of one word, with the semivowel that it may begin with; `-` where there is none. */
export function wordSkeleton(word: string): string {
  let consonants = "";
  let first: string;
  if (isArabic(word)) {
    const folded = withoutArticle(key(word));
    for (const char of folded) consonants += CLASSES[char] ?? (NOTHING.includes(char) ? "" : char);
    first = "وي".includes(folded[0] ?? "-") ? "w" : "";
  } else {
    let plain = word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(ARTICLE, "").replace(/^ou/u, "");
    for (const [spelling, consonant] of SPELLINGS) plain = plain.replaceAll(spelling, consonant);
    consonants = plain.replace(/[^b-df-hj-np-tv-z]/gu, "");
    first = plain[0] ?? "";
  }
  if (!"wy".includes(first || "-")) consonants = consonants.replace(SEMIVOWELS, "");
  const kept = (consonants.slice(0, 1) + consonants.slice(1).replace(SEMIVOWELS, "")).replace(/(.)\1+/gu, "$1");
  return (kept.length > 1 && kept.endsWith("h") ? kept.slice(0, -1) : kept) || "-";
}

export function skeleton(name: string): string[] {
  return (name.match(WORD) ?? []).filter((w) => !ARTICLES.includes(w.toLowerCase())).map(wordSkeleton);
}

/** How a name is compared: its folded words, and their skeletons. */
export interface Spelling {
  name: string;
  words: readonly string[];
  bones: readonly string[];
}

export function spelling(name: string): Spelling {
  return { name, words: key(name).split(" ").map(withoutArticle), bones: skeleton(name) };
}

/**
 * How near a name is to a query: 0 the whole name, 1 whole words of it, 2 the beginning of one; 10 more where only the skeleton is the
 * same; undefined where a word of the query is not in it.
 */
export function nearness(query: string, { words, bones }: Spelling): number | undefined {
  const exact = rank(key(query).split(" ").map(withoutArticle), words);
  if (exact !== undefined || isArabic(query)) return exact;
  const skeletal = rank(skeleton(query), bones);
  return skeletal === undefined ? undefined : skeletal + 10;
}

function rank(sought: readonly string[], name: readonly string[]): number | undefined {
  const rest = [...name];
  for (const word of sought.slice(0, -1)) {
    const at = rest.indexOf(word);
    if (at < 0) return undefined;
    rest.splice(at, 1);
  }
  const last = sought.at(-1);
  if (last === undefined) return undefined;
  if (rest.includes(last)) return rest.length === 1 ? 0 : 1;
  return rest.some((word) => word.startsWith(last)) ? 2 : undefined;
}

function withoutArticle(word: string): string {
  return word.startsWith("ال") && word.length > 3 ? word.slice(2) : word;
}
