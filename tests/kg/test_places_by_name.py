"""Places: spellings, namesakes, names that are common words, and what lies in what."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.fold import key
from kg.gazetteer import COLUMNS, DATA, Gazetteer, Place, around, cues, handwritten, places_file, read_table, write_table

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def ids(gazetteer: Gazetteer, name: str) -> list[str]:
    return [place.id for place in gazetteer.find(key(name))]


@pytest.mark.parametrize(
    "one, other",
    [
        ("سوريا", "سورية"),
        ("إدلب", "ادلب"),
        ("كفر نبل", "كفرنبل"),
        ("دير الزور", "ديرالزور"),
        ("الشمال السوري", "شمالي سوريا"),
        ("عين العرب", "كوباني"),
    ],
)
def test_spelling_variants_are_one_place(gazetteer: Gazetteer, one: str, other: str) -> None:
    assert ids(gazetteer, other)
    assert set(ids(gazetteer, other)) <= set(ids(gazetteer, one))


def test_governorate_city_subdistrict_and_district_of_one_name_are_four(gazetteer: Gazetteer) -> None:
    found = gazetteer.find(key("دير الزور"))
    assert [(p.id, p.kind) for p in found] == [
        ("place/SY09", "governorate"),
        ("place/geonames-170794", "settlement"),
        ("place/SY090100", "subdistrict"),
        ("place/SY0901", "district"),
    ]


@pytest.mark.parametrize(
    "cue, expected",
    [
        ("", "place/SY09"),
        ("محافظة", "place/SY09"),
        ("مدينة", "place/geonames-170794"),
        ("ناحية", "place/SY090100"),
        ("منطقة", "place/SY0901"),
    ],
)
def test_the_word_before_tells_which(gazetteer: Gazetteer, cue: str, expected: str) -> None:
    chosen = gazetteer.choose(key("دير الزور"), cue)
    assert chosen is not None
    assert chosen.id == expected


def test_namesakes_stay_open_until_the_article_names_a_neighbour(gazetteer: Gazetteer) -> None:
    # A town of Idlib and one of Iraq.
    assert gazetteer.choose(key("سنجار")) is None
    syrian = gazetteer.choose(key("سنجار"), context=["place/SY0705"])
    iraqi = gazetteer.choose(key("سنجار"), context=["place/isnad-iraq"])
    assert syrian is not None
    assert gazetteer.pcode(syrian).startswith("SY07")
    assert iraqi is not None
    assert iraqi.parent == "place/isnad-iraq"


def test_namesakes_within_a_governorate_stay_open(gazetteer: Gazetteer) -> None:
    assert len({gazetteer.pcode(p)[:4] for p in gazetteer.find(key("مريمين"))}) == 1
    assert gazetteer.choose(key("مريمين"), context=["place/SY02"]) is None


def test_a_town_of_which_only_the_district_is_known_lies_in_it(tmp_path: Path) -> None:
    table = tmp_path / "more.tsv"
    write_table([Place("place/test-1", "subdistrict", "زعتريا التجريبية", parent="place/SY07")], table)
    chosen = Gazetteer(table).choose(key("زعتريا التجريبية"), "بلدة")
    assert chosen is not None
    assert chosen.id == "place/test-1"


def test_names_that_are_common_words_need_a_cue(gazetteer: Gazetteer) -> None:
    expected = {
        "الثورة": True,  # revolution; the town is also called الطبقة, which is not flagged
        "الطبقة": False,
        "القصير": True,  # short
        "الجزيرة": True,  # island, Al Jazeera
        "الرقة": False,
        "الحسكة": False,
        "منبج": False,
        "حلب": False,
        "القاهرة": False,
    }
    assert {name: gazetteer.ambiguous(key(name)) for name in expected} == expected


def test_a_village_lies_in_its_country_and_bears_the_code_of_the_nearest_district(gazetteer: Gazetteer) -> None:
    town = gazetteer.choose(key("هجين"), "بلدة")
    assert town is not None
    assert [p.id for p in gazetteer.within(town)] == ["place/SY090201", "place/SY0902", "place/SY09", "place/isnad-syria"]
    assert gazetteer.pcode(town) == "SY090201"
    assert gazetteer.pcode(gazetteer["place/isnad-turkey"]) == ""


def test_every_larger_place_exists_and_nothing_lies_in_itself(gazetteer: Gazetteer) -> None:
    known = set(gazetteer.keys())
    places = {p.id: p for k in known for p in gazetteer.find(k)}
    assert {p.parent for p in places.values() if p.parent} <= places.keys()
    assert [p.id for p in places.values() if p.id in {q.id for q in gazetteer.within(p)}] == []


def test_coordinates_of_syrian_places_lie_in_syria(gazetteer: Gazetteer) -> None:
    syrian = [p for p in read_table(DATA / "gazetteer.tsv") if p.parent != "place/isnad-iraq" and p.latitude is not None]
    outside = [p.id for p in syrian if not (32 < (p.latitude or 0) < 37.6 and 35.4 < (p.longitude or 0) < 42.5)]
    assert outside == []


def test_names_are_plain_arabic_of_at_most_the_longest_length(gazetteer: Gazetteer) -> None:
    built = [p for table in ("gazetteer.tsv", "places_corpus.tsv") for p in read_table(DATA / table)]
    assert [n for p in built for n in p.names if not all("ء" <= c <= "ي" or c == " " for c in n)] == []
    assert max(map(len, map(str.split, gazetteer.keys()))) == gazetteer.max_words


def test_a_dual_announces_the_same_kind_as_its_singular() -> None:
    assert cues()[key("بلدتي")] == cues()[key("بلدة")] == {"settlement"}
    assert key("ريف") in around()


def test_handwritten_places_have_ids_of_their_own_and_known_larger_places() -> None:
    entries = places_file()["place"]
    slugs = {entry["id"] for entry in entries}
    assert len(slugs) == len(entries)
    assert [e["id"] for e in entries if not e.get("in", "place/").startswith("place/") and e["in"] not in slugs] == []
    assert len(list(handwritten())) == len(entries)


@pytest.mark.parametrize("row", ["place/x\tsettlement\tقرية", "place/x\tsettlement\tقرية\t\t\tnorth\t1\t\tisnad\t"])
def test_a_broken_line_is_named(tmp_path: Path, row: str) -> None:
    table = tmp_path / "broken.tsv"
    table.write_text("\t".join(COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.tsv:2: "):
        list(read_table(table))


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "other.tsv"
    table.write_text("name\tkind\n", encoding="utf-8")
    with pytest.raises(InputError, match="columns"):
        list(read_table(table))


def test_writing_and_reading_give_the_same_places(tmp_path: Path) -> None:
    places = list(read_table(DATA / "gazetteer.tsv"))
    write_table(places, tmp_path / "again.tsv")
    assert list(read_table(tmp_path / "again.tsv")) == places
    assert (tmp_path / "again.tsv").read_bytes() == (DATA / "gazetteer.tsv").read_bytes()


def test_the_shipped_tables_are_what_their_sources_give() -> None:
    if not SHARED.is_dir():
        pytest.skip("the sources of the gazetteer do not lie beside this checkout")
    from kg.train.gazetteer import build

    first, second = build(SHARED)
    assert sorted(first, key=lambda p: p.id) == list(read_table(DATA / "gazetteer.tsv"))
    assert sorted(second, key=lambda p: p.id) == list(read_table(DATA / "places_corpus.tsv"))
