from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.core.errors import EngineError
from reportedly.engines.gazetteer import Gazetteer, cache_folder
from reportedly.engines.gazetteer_fold import alike, same_sound, same_spelling

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.compiled()


def row(gid, name, others, lat, lon, feature, country, admin1, population):  # noqa: PLR0917  the columns of a dump
    feature_class, code = feature.split(".")
    columns = [
        gid,
        name,
        name,
        others,
        lat,
        lon,
        feature_class,
        code,
        country,
        "",
        admin1,
        "",
        "",
        "",
        population,
        "",
        "",
        "Etc/UTC",
        "2024-01-01",
    ]
    return "\t".join(map(str, columns)) + "\n"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "dump.txt"
    file.write_text(
        row(1, "Syria", "Syrie", 35, 38, "A.PCLI", "SY", "00", 20_000_000)
        + row(2, "Testan Governorate", "", 35.1, 40.1, "A.ADM1", "SY", "07", 900)
        + row(3, "Zarqutiyah", "Zarkutia,Zarqūţīyah", 35.2, 40.2, "P.PPL", "SY", "07", 500)
        + row(4, "Camp Nine", "", 35.3, 40.3, "L.MILB", "SY", "07", 0)
        + row(5, "Nowhere Bay", "", 35.4, 35.4, "H.BAY", "SY", "07", 0),
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dayr al-Zawr", "Deir ez-Zor"),
        ("Deir Ezzor", "Deir el-Zour"),
        ("Idlib", "Edlib"),
        ("Homs", "Hims"),
        ("Hamah", "Hama'a"),
        ("Khan Younis", "Khan Yunis"),
        ("Kharkiv", "Kharkov"),
        ("al-Hasakeh", "Hasaka"),
        ("Qamishli", "Kamishly"),
        ("Zaporizhzhia", "Zaporozhye"),
        ("Mayadeen", "al-Mayadin"),
        ("Ra's al-‘Ayn", "Ras al-Ain"),
    ],
)
def test_romanisations_of_one_name_sound_alike(one, other):
    one, other = same_spelling(one), same_spelling(other)
    assert same_sound(one) == same_sound(other) != ""
    assert alike(one, other)


def test_different_names_do_not_sound_alike():
    assert same_sound(same_spelling("Damascus")) != same_sound(same_spelling("Daraa"))
    assert same_sound(same_spelling("Raqqa")) != same_sound(same_spelling("Rutba"))


@given(st.text(max_size=60))
def test_folding_settles_and_never_fails(name):
    folded = same_spelling(name)
    assert folded == " ".join(folded.split())
    same_sound(folded)


@given(st.text(alphabet=st.characters(whitelist_categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1, max_size=20))
def test_folding_is_blind_to_apostrophes(name):
    assert same_spelling(name[:1] + "’" + name[1:]) == same_spelling(name)


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Deir Ezzor", "SY", "town"),
        ("Dayr al-Zawr", "SY", "town"),
        ("Kiev", "UA", "town"),
        ("al-Shaddadi", "SY", "town"),
        ("al-Hol camp", "SY", "site"),
        ("Donbass", "UA", "region"),
        ("Gaza Strip", "PS", "region"),
        ("Rapides Parish", "US", "district"),
        ("DRC", "CD", "country"),
        ("N.D.", "US", "region"),
    ],
)
def test_names_of_the_field_are_known(gazetteer, name, country, kind):
    assert any(t.country == country and t.kind == kind for t in gazetteer.toponyms(name))


def test_an_ambiguous_name_has_all_its_meanings_most_populous_first(gazetteer):
    meanings = gazetteer.toponyms("Alexandria")
    assert {"EG", "US"} <= {t.country for t in meanings}
    assert any(t.region == "Louisiana" for t in meanings)
    populations = [t.population for t in meanings]
    assert populations == sorted(populations, reverse=True)


def test_the_exact_spelling_is_preferred_to_what_sounds_like_it(gazetteer):
    assert all(same_spelling(t.name) == "tartus" or t.country == "SY" for t in gazetteer.toponyms("Tartus"))


@pytest.mark.parametrize("name", ["", "  ", "--", "Qwxzvvkj", "\ud800", "a" * 100_000, "'; DROP TABLE place; --"])
def test_what_is_no_name_has_no_meaning(gazetteer, name):
    assert gazetteer.toponyms(name) == ()


def test_regions_of_supplement_entries_come_from_the_nearest_town(gazetteer):
    assert gazetteer.toponyms("al-Hol camp")[0].region == gazetteer.toponyms("Hasakah")[0].region


def test_threads_may_share_it(gazetteer):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(gazetteer.toponyms("Aleppo"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len(set(answers)) == 1


def test_a_dump_of_ones_own_replaces_the_packaged_places(tmp_path, dump):
    steps = []
    own = Gazetteer.compiled(
        tmp_path / "own.db", all_countries=dump, progress=lambda step, count: steps.append((step, count))
    )
    (town,) = own.toponyms("Zarqūtīyah")
    assert (town.gazetteer_id, town.kind, town.region, town.population) == (
        "geonames:3",
        "town",
        "Testan Governorate",
        500,
    )
    assert own.toponyms("Zarkutiya") == (town,)
    assert [t.kind for t in own.toponyms("Camp Nine")] == ["site"]
    assert [t.kind for t in own.toponyms("Syrie")] == ["country"]
    assert own.toponyms("Alexandria") == ()
    assert own.toponyms("al-Hol camp"), "the supplement is part of every gazetteer"
    assert steps[-1][0] == "index"
    assert not list(tmp_path.glob(".compiling-*"))


def test_a_compiled_file_is_not_compiled_again(tmp_path, dump):
    file = tmp_path / "own.db"
    Gazetteer.compiled(file, all_countries=dump)
    written = file.stat().st_mtime_ns
    Gazetteer.compiled(file, all_countries=dump)
    assert file.stat().st_mtime_ns == written


def test_what_is_not_a_dump_is_named_with_its_line(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("Dear all,\n", encoding="utf-8")
    with pytest.raises(EngineError, match=r"notes\.txt: line 1.*columns"):
        Gazetteer.compiled(tmp_path / "own.db", all_countries=file)
    assert not (tmp_path / "own.db").exists()


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path):
    file = tmp_path / "own.db"
    file.write_bytes(b"\x00" * 5000)
    with pytest.raises(EngineError, match=r"own\.db"):
        Gazetteer(file)


def test_a_missing_dump_is_named(tmp_path):
    with pytest.raises(EngineError, match=r"absent\.txt"):
        Gazetteer.compiled(all_countries=tmp_path / "absent.txt")


def test_the_cache_folder_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.delenv("REPORTEDLY_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "reportedly"
