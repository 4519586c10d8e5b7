"""A dossier as one self-contained page: no script, nothing loaded from anywhere, every word of a report escaped."""

from __future__ import annotations

import base64
import hashlib
import itertools
from importlib import resources
from typing import TYPE_CHECKING

from reportedly.core.spans import Span
from reportedly.export import phrases
from reportedly.export.dossier import alike, by_origin
from reportedly.export.marks import ANCHOR, Highlight, anchor, badge, clean, colour, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.core.records import Reading, Report
    from reportedly.export.dossier import AccountView, Carrier, ConflictView, Dossier, Said, SideView, Words

QUOTE_LIMIT = 320
"""Characters of a passage shown in an account; the whole of it is in the report below."""

SHORT_QUOTE_LIMIT = 140
"""Characters of a passage shown beside a single value."""

SHOWN_PASSAGES = 4
"""Passages shown for one account; the others unfold."""

SHOWN_QUOTES = 3
"""Passages shown for one side of a conflict; the others unfold."""


def page(dossier: Dossier, *, notice: str | None = None) -> str:
    """The dossier as an HTML document. notice: shown at the top, e.g. that everything here is an exercise."""
    return _Page(dossier).html(notice)


class _Page:
    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._numbers = {reading.report.id: number for number, reading in enumerate(dossier.readings, 1)}

    def html(self, notice: str | None) -> str:
        style = resources.files("reportedly.data").joinpath("dossier.css").read_text("utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        incident = self._dossier.incident
        title = clean(phrases.evened(incident.what))
        return "\n".join(
            [
                "<!DOCTYPE html>",
                '<html lang="en">',
                "<head>",
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="referrer" content="no-referrer">',
                '<meta name="color-scheme" content="light dark">',
                f"<title>{title} – dossier</title>",
                f"<style>{style}</style>",
                "</head>",
                "<body>",
                f'<p class="notice">{clean(notice)}</p>' if notice else "",
                *self._head(),
                "<main>",
                *self._accounts(),
                *self._conflicts(),
                *self._origins(),
                *self._mentions(),
                *self._lineage(),
                *self._reports(),
                "</main>",
                *self._foot(),
                "</body>",
                "</html>",
                "",
            ]
        )

    def _head(self) -> Iterator[str]:
        incident = self._dossier.incident
        yield "<header>"
        yield f'<p class="kicker">Incident dossier <code>{clean(incident.id)}</code></p>'
        yield f"<h1>{_isolated(_capitalised(incident.what))}</h1>"
        yield (
            f'<p class="where">{_isolated(phrases.place(incident.place))}'
            f" <span aria-hidden='true'>·</span> {_isolated(phrases.time(incident.time))}</p>"
        )
        yield '<dl class="facts">'
        for name, value in self._facts():
            yield f"<div><dt>{clean(name)}</dt><dd>{clean(value)}</dd></div>"
        yield "</dl>"
        yield "</header>"

    def _facts(self) -> Iterator[tuple[str, str]]:
        incident = self._dossier.incident
        low, high = incident.origins.low, incident.origins.high
        yield "Independent origins", str(low) if low == high else f"{low}–{high}"
        yield "Reports", str(len(incident.reports))
        for measure in ("killed", "injured"):
            spread = phrases.spread(incident.accounts, measure)
            if spread:
                yield measure.capitalize(), spread
        contradictions = sum(conflict.kind == "conflict" for conflict in incident.conflicts)
        yield "Conflicts", str(contradictions) if contradictions else "none found"
        yield "Standing", incident.grade

    def _accounts(self) -> Iterator[str]:
        yield '<section aria-labelledby="accounts"><h2 id="accounts">Accounts, side by side</h2>'
        yield '<p class="hint">Each column is one origin’s version. A quotation links to its place in the report.</p>'
        yield '<div class="columns">'
        for account in self._dossier.accounts:
            yield from self._account(account)
        yield "</div></section>"

    def _account(self, account: AccountView) -> Iterator[str]:
        yield f'<article class="account {colour(account.number)}" id="account-{account.number}">'
        yield (
            f'<h3><span class="badge {colour(account.number)}" aria-hidden="true">{account.number}</span>'
            f" {_isolated(account.origin)}</h3>"
        )
        who = account.who + (f", through {', '.join(account.mouths)}" if account.mouths else "")
        yield f'<p class="who">{clean(who)}</p>'
        if account.figures:
            yield '<dl class="figures">'
            for figure in account.figures:
                yield f"<div><dt>{clean(figure.name)}</dt><dd>{clean(figure.value)}{self._cited(figure.words)}</dd></div>"
            yield "</dl>"
        yield from _stances("Blames", account.blames)
        yield from _stances("Denies", account.denies)
        passages = [*map(self._said, account.said), *map(self._own_words, account.own_words)]
        yield from passages[:SHOWN_PASSAGES]
        if passages[SHOWN_PASSAGES:]:
            yield f"<details><summary>{len(passages) - SHOWN_PASSAGES} more</summary>"
            yield from passages[SHOWN_PASSAGES:]
            yield "</details>"
        yield "</article>"

    def _said(self, said: Said) -> str:
        chains = "".join(self._chain(carrier) for carrier in said.carriers)
        return (
            f"<blockquote>{self._quote(said.carriers[0].content)}"
            f'<footer><span class="manner">{clean(said.manner)}</span>{chains}</footer></blockquote>'
        )

    def _chain(self, carrier: Carrier) -> str:
        names = ' <span class="arrow">←</span> '.join(map(_isolated, carrier.chain.split(" ← ")))
        return f'<a class="chain" href="{self._link(carrier.content)}">{names}</a>'

    def _own_words(self, words: Sequence[Words]) -> str:
        carriers = "".join(
            f'<a class="chain" href="{self._link(one)}">{_isolated(phrases.published(self._report(one)))}</a>'
            for one in words
        )
        manner = '<span class="manner">in the publisher’s own voice</span>'
        return f"<blockquote>{self._quote(words[0])}<footer>{manner}{carriers}</footer></blockquote>"

    def _conflicts(self) -> Iterator[str]:
        if not self._dossier.conflicts:
            return
        yield '<section aria-labelledby="conflicts"><h2 id="conflicts">Where the accounts differ</h2>'
        yield '<div class="scroll"><table class="stack"><thead><tr><th scope="col">On</th><th scope="col">Says</th>'
        yield '<th scope="col">Who</th><th scope="col">In these words</th></tr></thead>'
        for conflict in self._dossier.conflicts:
            yield from self._conflict(conflict)
        yield "</table></div></section>"

    def _conflict(self, conflict: ConflictView) -> Iterator[str]:
        yield f'<tbody class="{conflict.kind}">'
        for row, side in enumerate(conflict.sides):
            yield "<tr>"
            if row == 0:
                yield (
                    f'<th scope="rowgroup" rowspan="{len(conflict.sides)}">{clean(_capitalised(conflict.field))}'
                    f'<span class="tag {conflict.kind}">{clean(conflict.meaning)}</span></th>'
                )
            holders = ", ".join(f"{badge(number) if number else ''} {_isolated(name)}" for number, name in side.holders)
            yield f'<td class="value">{_isolated(side.value)}</td><td>{holders}</td><td>{self._all_quotes(side)}</td></tr>'
        yield "</tbody>"

    def _origins(self) -> Iterator[str]:
        merges = self._dossier.merges
        origins = self._dossier.incident.origins
        yield '<section aria-labelledby="origins"><h2 id="origins">How the origins were counted</h2>'
        yield (
            f"<p>{origins.high} when only what is certain is merged, {origins.low} when all that is plausible is."
            f" Outlets that repeat one voice are one origin.</p>"
        )
        if not merges:
            yield "<p>No two voices were merged.</p>"
        for origin, reasons in by_origin(merges).items():
            yield f'<h3 class="origin">{_isolated(origin)}</h3><ul class="reasons">'
            for merge in reasons:
                certainty = "certain" if merge.certain else "plausible"
                yield (
                    f'<li><span class="tag {certainty}">{clean(merge.reason)}, {certainty}</span>'
                    f" {_isolated(merge.text)}{self._cited(merge.words)}</li>"
                )
            yield "</ul>"
        yield "</section>"

    def _mentions(self) -> Iterator[str]:
        if not self._dossier.mentions:
            return
        yield '<section aria-labelledby="mentions"><h2 id="mentions">What, where and when, as written</h2>'
        yield '<div class="scroll"><table class="stack"><thead><tr><th scope="col">Report</th><th scope="col">What</th>'
        yield '<th scope="col">Where</th><th scope="col">When</th></tr></thead><tbody>'
        for mention in self._dossier.mentions:
            mode = "" if mention.mode == "happened" else f' <span class="tag">{clean(mention.mode)}</span>'
            where = self._quote(mention.where) if mention.where else '<span class="none">not stated</span>'
            when = self._quote(mention.when) if mention.when else '<span class="none">not stated</span>'
            yield f"<tr><td>{_isolated(phrases.published(mention.report))}</td><td>{self._quote(mention.what)}{mode}</td>"
            yield f"<td>{where}</td><td>{when}</td></tr>"
        yield "</tbody></table></div></section>"

    def _lineage(self) -> Iterator[str]:
        if not self._dossier.lineage:
            return
        yield '<section aria-labelledby="lineage"><h2 id="lineage">Who took it from whom</h2><ul class="reasons">'
        for edge in self._dossier.lineage:
            yield f"<li>{_isolated(edge.text)}{self._cited(edge.words)}</li>"
        yield "</ul></section>"

    def _reports(self) -> Iterator[str]:
        yield '<section aria-labelledby="reports"><h2 id="reports">The reports</h2>'
        yield (
            '<p class="hint">Coloured passages are what an account says, with its number; dotted lines mark who says it'
            " and the attributing words; heavy lines mark counts.</p>"
        )
        for reading in self._dossier.readings:
            yield from self._report_article(reading)
        yield "</section>"

    def _report_article(self, reading: Reading) -> Iterator[str]:
        report = reading.report
        number = self._numbers[report.id]
        yield f'<article class="report" id="report-{number}">'
        yield f"<h3>{_isolated(phrases.headline(report))}</h3>"
        yield f'<p class="who">{_isolated(phrases.published(report))}{_address(report.url)}</p>'
        yield f'<div class="text" dir="auto">{marked(report.text, list(self._highlights(report)), number)}</div>'
        if report.snapshot_sha256:
            yield f'<p class="hash">Snapshot SHA-256 <code>{clean(report.snapshot_sha256)}</code></p>'
        yield "</article>"

    def _highlights(self, report: Report) -> Iterator[Highlight]:
        for account in self._dossier.accounts:
            for said in account.said:
                for carrier in said.carriers:
                    if carrier.report.id == report.id:
                        yield from _said_highlights(account, said, carrier)
            note = f"Account {account.number}: {account.origin}, in the publisher’s own voice"
            for words in itertools.chain.from_iterable(account.own_words):
                if words.at.report == report.id:
                    yield Highlight(span=_span(words), kind="said", account=account.number, note=note)
            yield from self._plain(report, (words for figure in account.figures for words in figure.words), "figure")
        evidence = [words for conflict in self._dossier.conflicts for side in conflict.sides for words in side.words]
        evidence += [words for merge in self._dossier.merges for words in merge.words]
        evidence += [words for edge in self._dossier.lineage for words in edge.words]
        evidence += [w for m in self._dossier.mentions for w in (m.what, m.where, m.when) if w]
        yield from self._plain(report, evidence, "evidence")

    @staticmethod
    def _plain(report: Report, words: Iterable[Words], kind: str) -> Iterator[Highlight]:
        return (Highlight(span=_span(w), kind=kind) for w in words if w.at.report == report.id)

    def _foot(self) -> Iterator[str]:
        yield (
            "<footer class='page'><p>Read by a machine from the reports above. Every statement here is the word of the"
            " voice that makes it; nothing is established by being repeated.</p></footer>"
        )

    def _report(self, words: Words) -> Report:
        return self._dossier.readings[self._numbers[words.at.report] - 1].report

    def _link(self, words: Words) -> str:
        return "#" + anchor(self._numbers[words.at.report], words.at.start, words.at.end)

    def _quote(self, words: Words, limit: int = QUOTE_LIMIT) -> str:
        return f'<a class="quote" href="{self._link(words)}">{_isolated(phrases.shortened(words.text, limit))}</a>'

    def _all_quotes(self, side: SideView) -> str:
        quotes = [self._repeated(group) for group in alike(side.words)]
        shown, rest = "<br>".join(quotes[:SHOWN_QUOTES]), "<br>".join(quotes[SHOWN_QUOTES:])
        more = f"<details><summary>{len(quotes) - SHOWN_QUOTES} more</summary>{rest}</details>" if rest else ""
        return shown + more or '<span class="none">no words</span>'

    def _cited(self, words: Iterable[Words]) -> str:
        quotes = ", ".join(map(self._repeated, alike(words)))
        return f' <span class="cited">{quotes}</span>' if quotes else ""

    def _repeated(self, words: Sequence[Words]) -> str:
        """The words once, with a small number for each further place they stand at."""
        again = "".join(f' <a class="again" href="{self._link(w)}">{n}</a>' for n, w in enumerate(words[1:], 2))
        return self._quote(words[0], SHORT_QUOTE_LIMIT) + again


def _said_highlights(account: AccountView, said: Said, carrier: Carrier) -> Iterator[Highlight]:
    note = f"Account {account.number}: {account.origin} {said.manner}"
    yield Highlight(span=_span(carrier.content), kind=ANCHOR)
    for span in carrier.attribution.content:
        yield Highlight(span=span, kind="said", account=account.number, note=note)
    for spans in (carrier.attribution.source, carrier.attribution.cue):
        for span in spans:
            yield Highlight(span=span, kind="voice", account=account.number)


def _stances(name: str, what: tuple[str, ...]) -> Iterator[str]:
    if what:
        yield f'<p class="stance"><b>{name}</b> {"; ".join(_isolated(phrases.evened(w)) for w in what)}</p>'


def _span(words: Words) -> Span:
    return Span(words.at.start, words.at.end)


def _isolated(text: str) -> str:
    return f"<bdi>{clean(phrases.evened(text))}</bdi>"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _address(url: str | None) -> str:
    """The address as a link when a browser may follow it, as plain text when it is anything but a web address."""
    if not url:
        return ""
    if url.startswith(("https://", "http://")):
        return f' · <a href="{clean(url)}" rel="noopener noreferrer nofollow">{clean(phrases.shortened(url, 80))}</a>'
    return f" · <span>{clean(phrases.shortened(url, 80))}</span>"
