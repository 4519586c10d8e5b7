"""Reports written in capitals. All texts are fictional and written as an exercise."""

from __future__ import annotations

import pytest

from reportedly.attribute.chain_credits import credited
from reportedly.core.records import Report
from reportedly.parse import evened
from reportedly.pipeline import Reader

CAPITALS = (
    "SAN TOLM, 26 MAY 90 (EL FARO DE TOLM) -- [TEXT] PRESIDENT ORVENDO MET WITH BOTH DELEGATIONS SEPARATELY ON MONDAY. HE INFORMED "
    "THEM THAT THE BRIDGE AT PORT HALGOYA HAD BEEN BLOWN UP.\n\nARMY SPOKESMAN COL JORDI VESTARRE SAID THAT THE MANOLO TARVES "
    "NATIONAL LIBERATION FRONT (FMTN) WAS RESPONSIBLE. THE FMTN DENIED THAT IT HAD ANY MEN IN THE AREA. CARABINEROS REPORTED THAT "
    "THREE PEOPLE WERE WOUNDED."
)


@pytest.fixture(scope="module")
def reading():
    return Reader.default().read(Report(id="r", text=CAPITALS))


def test_voices_have_the_names_they_would_have_in_usual_case(reading):
    names = {source.name for source in reading.sources}
    assert {"Orvendo", "Jordi Vestarre", "Manolo Tarves National Liberation Front", "El Faro de Tolm"} <= names
    assert not any("MET WITH" in name.upper() for name in names)


def test_every_span_lies_in_the_text_as_it_was_received(reading):
    assert reading.report.text == CAPITALS
    assert not reading.skipped
    spans = [s for a in reading.attributions for s in (*a.source, *a.cue, *a.content, *a.addressee)]
    spans += [s for source in reading.sources for s in source.mentions]
    assert all(0 <= s.start < s.end <= len(CAPITALS) for s in spans)
    assert {s.of(CAPITALS) for a in reading.attributions for s in a.source} >= {
        "HE",
        "ARMY SPOKESMAN COL JORDI VESTARRE",
    }


def test_ids_are_those_of_every_run(reading):
    again = Reader.default().read(Report(id="r", text=CAPITALS))
    assert again.attributions == reading.attributions
    assert len({a.id for a in reading.attributions}) == len(reading.attributions)


def test_the_police_of_some_countries_are_officials(reading):
    assert {s.role for s in reading.sources if s.name.lower() == "carabineros"} == {"official"}


@pytest.mark.parametrize(
    "name",
    [
        "EL FARO DE TOLM",
        "DOMESTIC SERVICE",
        "RADIO CADENA TOLMANA",
        "LA TERCERA DE LA TARDE",
        "EFE",
        "TOLMAVISION CADENA 1",
    ],
)
def test_a_monitored_outlet_opens_the_chain(name):
    found = credited(
        Report(id="r", text=evened(f"SAN TOLM, 26 MAY 90 ({name}) -- [TEXT] THE ARMY KNOWS OF NO REPORT."))
    )
    assert found is not None
    assert found[0].upper() == name
