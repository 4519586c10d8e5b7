import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import harbour
from reportedly.export.cards import incident_table
from reportedly.export.dossier import dossier
from reportedly.export.dossier_html import page

ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "article", "footer", "h1", "h2", "h3",
    "p", "div", "span", "a", "b", "strong", "bdi", "code", "mark", "blockquote", "details", "summary", "ul", "li", "dl", "dt", "dd", "br",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
EMPTY = {"meta", "br"}


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.open, self.words = [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attributes]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, words):
        if self.open and self.open[-1] != "style":
            self.words.append(words)

    def values(self, name):
        return [value for _, found, value in self.attributes if found == name]


@pytest.fixture(scope="module")
def html():
    return page(dossier(harbour.STRIKE, harbour.READINGS, harbour.LINEAGE), notice="An <exercise>.")


@pytest.fixture(scope="module")
def parsed(html):
    return Page(html)


def test_hostile_words_are_words(html, parsed):
    assert set(parsed.tags) <= ALLOWED
    assert parsed.open == []
    assert "<script" not in html
    assert "<img" not in html
    assert not [name for _, name, _ in parsed.attributes if name.startswith("on") or name == "style"]
    assert "<script>alert('3 guards')</script>" in "".join(parsed.words)
    assert '"Fourteen" dead <img src=x onerror=alert(1)>' in "".join(parsed.words)


def test_nothing_is_loaded_and_only_web_addresses_are_links(html, parsed):
    assert not parsed.values("src")
    assert all(value.startswith(("#", "https://meridian.example/")) for value in parsed.values("href"))
    assert "url(" not in html
    assert "@import" not in html
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_every_link_inside_the_page_arrives(parsed):
    ids = parsed.values("id")
    assert len(ids) == len(set(ids))
    inside = {value[1:] for value in parsed.values("href") if value.startswith("#")}
    assert inside <= set(ids)
    assert len(inside) > 8


def test_every_field_stands_beside_its_words(parsed):
    words = " ".join(" ".join(parsed.words).split())
    for expected in (
        "Missile strike on a <grain> terminal",
        "Port Ostrava (NL)",
        "2–3",
        "contested",
        "14 or more",
        "at least 14 dockers",
        "cannot both hold",
        "changed over time",
        "three guards",
        "cites Meridian Wire for this",
        "through Col. Tarn",
        "in the publisher’s own voice",
        "denies (indirect, hedged)",
    ):
        assert expected in words
    assert "Ostrava <b>Herald</b> ← Meridian Wire ← port officials" in words


def test_the_same_words_in_two_reports_stand_once_with_both_chains():
    (account,) = (a for a in harbour.STRIKE.accounts if a.origin == "o_surgeon")
    twice = replace(account, attributions=account.attributions * 2, own_words=account.own_words * 2)
    laid_out = dossier(replace(harbour.STRIKE, accounts=(twice,)), harbour.READINGS)
    (said,) = laid_out.accounts[0].said
    assert len(said.carriers) == 2
    assert page(laid_out).count("<blockquote>") == 1


def test_an_account_of_many_passages_unfolds():
    sentences = [harbour.Evidence("r_wire", 0, end) for end in range(5, 30, 3)]
    account = replace(harbour.STRIKE.accounts[0], own_words=tuple(sentences))
    html = page(dossier(replace(harbour.STRIKE, accounts=(account,)), harbour.READINGS))
    assert "<summary>7 more</summary>" in html
    assert html.count("<blockquote>") == 11
    assert Page(html).open == []


def test_reports_are_named_by_their_publishers():
    origin = harbour.STRIKE.origins.members[0]
    merge = replace(origin.merged[0], text="r_herald (Ostrava Herald) cites r_wire (Meridian Wire)")
    origins = replace(harbour.STRIKE.origins, members=(replace(origin, merged=(merge,)),))
    (shown,) = dossier(replace(harbour.STRIKE, origins=origins), harbour.READINGS).merges
    assert shown.text == "Ostrava Herald cites Meridian Wire"


def test_sides_that_say_the_same_stand_together():
    sides = harbour.STRIKE.conflicts[0].sides
    same = replace(harbour.STRIKE.conflicts[0], sides=tuple(replace(side, value="affirmed") for side in sides))
    (conflict,) = dossier(replace(harbour.STRIKE, conflicts=(same,)), harbour.READINGS).conflicts
    assert [holder for side in conflict.sides for holder in side.holders] == [
        (1, "port officials"),
        (2, "Defence Ministry of Norland"),
    ]
    assert len(conflict.sides) == 1


def test_report_texts_are_whole(html):
    for reading in (harbour.WIRE_READING, harbour.HERALD_READING):
        number = 1 if reading is harbour.WIRE_READING else 2
        article = html.split(f'id="report-{number}"')[1].split('<div class="text" dir="auto">')[1].split("</div>")[0]
        article = re.sub(r'<a class="badge.*?</a>', "", article)
        found = Page(f"<p>{article}</p>")
        assert "".join(found.words) == reading.report.text


def test_page_of_an_incident_with_next_to_nothing():
    parsed = Page(page(dossier(harbour.ARREST, harbour.READINGS)))
    words = " ".join(" ".join(parsed.words).split())
    assert "place not stated" in words
    assert "No two voices were merged" in words
    assert parsed.open == []


def test_accounts_whose_reports_are_gone_do_not_break_the_page():
    incident = replace(harbour.STRIKE, reports=("r_wire", "r_vanished"))
    parsed = Page(page(dossier(incident, [harbour.WIRE_READING])))
    assert parsed.open == []
    assert {value[1:] for value in parsed.values("href") if value.startswith("#")} <= set(parsed.values("id"))


def test_notebook_table_escapes():
    table = incident_table(harbour.INCIDENTS)
    assert "&lt;grain&gt;" in table
    assert Page(table).open == []
