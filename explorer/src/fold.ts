// The form by which names are compared, as kg/fold.py makes it (`key`); tests/explorer compares the two character by character.

const DROPPED = new RegExp(
  "[\\u0610-\\u061a\\u0640\\u064b-\\u0652\\u0656-\\u065f\\u0670\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]",
  "gu",
);

/** What Python takes for space, which is a little more than JavaScript does. */
const SPACE = /[\s\u001c-\u001f\u0085]+/u;

const REPLACED: Record<string, string> = {
  ...same("أإآٱ", "ا"), ...same("ىیئ", "ي"), ...same("ؤ", "و"), ...same("ةەھہ", "ه"), ...same("ک", "ك"), ء: "",
  ...same("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036", '"'), ...same("\u2018\u2019\u201a\u201b\u2039\u203a\u00b4`", "'"),
  ...same("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"), "\u060c": ",", "\u061b": ";", "\u061f": "?", "\u066a": "%", "\u066b": ".",
  "\u066c": ",",
  ...digits(0x660), ...digits(0x6f0),
};

function same(chars: string, to: string): Record<string, string> {
  return Object.fromEntries([...chars].map((c) => [c, to]));
}

function digits(first: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 10 }, (_, i) => [String.fromCodePoint(first + i), String(i)]));
}

/** One spelling for the many in which a name is written; runs of space become one. */
export function key(text: string): string {
  let folded = "";
  for (const char of text.replace(DROPPED, "")) folded += REPLACED[char] ?? char;
  return folded.split(SPACE).filter(Boolean).join(" ");
}

const LETTERS: Record<string, string> = {
  ا: "a", أ: "a", إ: "i", آ: "a", ٱ: "a", ب: "b", ت: "t", ث: "th", ج: "j", ح: "h", خ: "kh", د: "d", ذ: "dh", ر: "r", ز: "z", س: "s", ش: "sh",
  ص: "s", ض: "d", ط: "t", ظ: "z", ع: "ʿ", غ: "gh", ف: "f", ق: "q", ك: "k", ک: "k", ل: "l", م: "m", ن: "n", ه: "h", و: "w", ي: "y", ی: "y",
  ى: "a", ة: "a", ء: "ʾ", ئ: "ʾ", ؤ: "ʾ", "،": ",",
};
const VOWELS = "aiu";
const DIACRITICS: Record<string, string> = { "\u064e": "a", "\u064f": "u", "\u0650": "i" };

/**
 * The letters of an Arabic text in Latin script, for readers who know no Arabic: a handle to tell names apart, no pronunciation, since
 * short vowels are not written. A word's و and ي are read as vowels between or after consonants.
 */
export function latin(text: string): string {
  return text.replace(/[\u0621-\u0670\u06a9\u06cc]+/gu, (word) => {
    const article = /^[وبف]?ال(?=..)/u.exec(word)?.[0];
    const before = article && article.length > 2 ? `${LETTERS[article[0]!]}-` : "";
    return article ? `${before}al-${capital(spell(word.slice(article.length)))}` : capital(spell(word));
  });
}

function spell(word: string): string {
  const letters = [...word].filter((c) => c !== "\u0640");
  let out = "";
  letters.forEach((c, i) => {
    const next = letters[i + 1];
    if (c === "\u0651") out += out.at(-1) ?? "";
    else if (c in DIACRITICS) out += DIACRITICS[c];
    else if ((c === "ي" || c === "ی") && i > 0 && i === letters.length - 2 && "اة".includes(next!) && !VOWELS.includes(out.at(-1)!)) out += "iy";
    else if ((c === "و" || c === "ي" || c === "ی") && i > 0 && !VOWELS.includes(out.at(-1) ?? "a") && next !== "ا" && next !== "ة")
      out += c === "و" ? "u" : "i";
    else out += LETTERS[c] ?? "";
  });
  return out;
}

function capital(word: string): string {
  return word.replace(/[a-z]/u, (c) => c.toUpperCase());
}
