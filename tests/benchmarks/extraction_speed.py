"""How fast articles become graphs, and with how much memory: ``python -m tests.benchmarks.extraction_speed [WHAT]...``.

WHAT is any of: start (until the command and the first article are there), articles (a second on one core, on the corpus that lies beside
the checkout, or on made ones), workers (processes against one), length (time a word for articles of 1,000 to 50,000 words). All of them
without. Each measurement is a process of its own; memory is its peak. Made articles are of invented sentences with ever other names.
"""

import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "articles"
LENGTHS = (1_000, 5_000, 10_000, 50_000)
FIRST = ("سالم", "نواف", "ماجد", "عمر", "خلود", "زياد", "أيهم", "سليمان", "جاسم", "راشد", "عدنان", "مطلق", "فرحان", "هيثم", "بلال")
FATHERS = ("", "أحمد ", "محمود ", "خليل ", "إبراهيم ", "عبد الرحمن ", "ياسين ")
FAMILIES = ("الدرويش", "الحمدان", "العلي", "الحنيفي", "السعيد", "الجدعان", "المشعان", "العيسى", "الصلبي", "الخضير", "الهلال", "السرهيد")
PLACES = ("بلدة الكسرة", "مدينة الميادين", "قرية بقرص", "ريف دير الزور الشرقي", "مدينة الرقة", "بلدة هجين", "حي الوادي", "ريف حلب الغربي")
GROUPS = ("قسد", "تنظيم الدولة", "قوات النظام", "لواء الصقر", "فصائل المعارضة", "التحالف الدولي", "الشرطة العسكرية")
SENTENCES = (
    "اعتقلت {group} الشاب {a} في {place}، بتهمة التواصل مع {other}.",
    "وقال مصدر محلي إن {a} قُتل برصاص مجهولين قرب {place} مساء الأحد، فيما أصيب شقيقه {b} بجروح.",
    "هدمت {group} منزل {a} الواقع في {place}، وصادرت سيارة كانت أمام الباب.",
    "وكان {a} يشغل منصب قائد {group} في {place} قبل أن ينشق عنها ويهرب إلى تركيا.",
    "كما استهدفت {group} بالمدفعية الثقيلة أطراف {place}، ما أدى إلى مقتل ثلاثة مدنيين وإصابة آخرين.",
    "ونفى {a}، والد {b}، أن يكون أحد من أولاده قد انضم إلى {group}.",
    "وعاد الهدوء إلى المنطقة بعد أيام من التوتر، بحسب ما أفاد به ناشطون.",
)


def made(words: int, seed: int = 0) -> str:
    """An article of about so many words, five sentences a paragraph."""
    people = [f"{first} {father}{family}" for father, family, first in product(FATHERS, FAMILIES, FIRST)]
    sentences: list[str] = []
    count, n = 0, seed * 7
    while count < words:
        sentence = SENTENCES[n % len(SENTENCES)].format(
            a=people[(n * 31 + seed) % len(people)],
            b=people[(n * 37 + 11) % len(people)],
            place=PLACES[(n * 5 + n // 7) % len(PLACES)],
            group=GROUPS[(n * 3 + n // 5) % len(GROUPS)],
            other=GROUPS[(n * 3 + n // 5 + 1) % len(GROUPS)],
        )
        sentences.append(sentence)
        count, n = count + len(sentence.split()), n + 1
    return "\n".join(" ".join(sentences[i : i + 5]) for i in range(0, len(sentences), 5))


def texts() -> list[str]:
    """Real articles where they are there, else made ones."""
    files = sorted(CORPUS.glob("*.txt"))[::4]
    return [f.read_text("utf-8") for f in files] or [made(300, seed) for seed in range(130)]


def peak(who: int = RUSAGE_SELF) -> float:
    return getrusage(who).ru_maxrss / 1024


def spent() -> float:
    """Seconds that the processes started from here have computed."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def start() -> None:
    code = "import kg; kg.extract(kg.Article(text='اعتقلت قسد الشاب سالم الدرويش في بلدة الكسرة.'))"
    for what, command in (("kg --help", ["-m", "kg.cli", "--help"]), ("the first article", ["-c", code])):
        times = []
        for _ in range(3):
            began, busy = time.perf_counter(), spent()
            subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
            times.append((time.perf_counter() - began, spent() - busy))
        wall, busy = map(min, zip(*times, strict=True))
        print(f"start: {what} after {wall:.2f} s, {busy:.2f} s of them computing")
    print(f"start: {peak(RUSAGE_CHILDREN):.0f} MB")


def articles() -> None:
    import kg

    given = [kg.Article(text=text) for text in texts()]
    kg.extract(given[0])
    began = time.process_time()
    for article in given:
        kg.extract(article)
    seconds, words = time.process_time() - began, sum(len(a.text.split()) for a in given)
    print(f"articles: {len(given)} in {seconds:.1f} s, {len(given) / seconds:.1f} a second on one core, ", end="")
    print(f"{1e6 * seconds / words:.0f} µs a word, {words // len(given)} words an article, peak {peak():.0f} MB")


def workers() -> None:
    from kg.stages import cores

    given = texts()
    with tempfile.TemporaryDirectory() as folder:
        for n, text in enumerate(given):
            (Path(folder) / f"{n:04}.txt").write_text(text, "utf-8")
        written, first = set(), 0.0
        for count in dict.fromkeys((1, 2, cores())):
            out = Path(folder) / f"out{count}"
            began = time.perf_counter()
            subprocess.run([sys.executable, "-m", "kg.cli", "extract", folder, "-o", str(out), "--workers", str(count)], check=False)
            seconds = time.perf_counter() - began
            first = first or seconds
            written.add(out.read_bytes())
            print(
                f"workers: {count} of {cores()} cores: {len(given)} articles in {seconds:.1f} s, {first / seconds:.2f} times as fast as one"
            )
        print(
            f"workers: the bytes are {'the same' if len(written) == 1 else 'DIFFERENT'}; at most {peak(RUSAGE_CHILDREN):.0f} MB a process"
        )


def length(words: int) -> None:
    import kg

    kg.extract(kg.Article(text=made(100)))
    text = made(words)
    began = time.process_time()
    graph = kg.extract(kg.Article(text=text))
    seconds, claims = time.process_time() - began, len(graph.events) + len(graph.relations)
    count = len(text.split())
    print(
        f"length: {count:6} words in {seconds:6.1f} s, {1e6 * seconds / count:5.0f} µs a word, {claims} claims, peak {peak():.0f} MB",
        flush=True,
    )


def main() -> None:
    what = sys.argv[1:] or ["start", "articles", "workers", "length"]
    if what[0].isdigit():
        length(int(what[0]))
        return
    alone = {"start": start, "articles": articles, "workers": workers}
    for name in what:
        if name == "length":
            for words in LENGTHS:
                subprocess.run([sys.executable, "-m", "tests.benchmarks.extraction_speed", str(words)], check=True)
        elif len(what) == 1:
            alone[name]()
        else:
            subprocess.run([sys.executable, "-m", "tests.benchmarks.extraction_speed", name], check=True)


if __name__ == "__main__":
    main()
