"""Incidents and dossiers in the terminal."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.cli.show_reading import chain
from reportedly.export import phrases
from reportedly.export.dossier import alike, by_origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from reportedly.core.incidents import Incident
    from reportedly.export.dossier import AccountView, ConflictView, Dossier, Said, Words

ACCOUNT_WIDTH = 44
"""Characters an account needs to stand beside another."""

SHOWN = 280
"""Characters of a passage shown in an account."""

BRIEF = 1
"""Passages of an account in a brief dossier."""

CITED, CITED_AT_MOST = 70, 3
"""Characters of a passage shown beside a value, and how many passages; `--html` and `--json` have all of it."""


def list_incidents(console: Console, incidents: Iterable[Incident]) -> None:
    """One line each: id, what, where, when, origins, killed and injured, conflicts."""
    table = Table.grid(padding=(0, 2))
    for style in ("soft", "head", "", "", "number", "", ""):
        table.add_column(style=style, no_wrap=True, overflow="ellipsis")
    for incident in incidents:
        clashes = sum(conflict.kind == "conflict" for conflict in incident.conflicts)
        table.add_row(
            Text(incident.id),
            Text(phrases.evened(phrases.what(incident))),
            Text(phrases.evened(phrases.place(incident.place))),
            Text(phrases.evened(phrases.time(incident.time))),
            Text(phrases.origins(incident)),
            Text(_toll(incident)),
            Text(f"{clashes} conflict{'s' * (clashes != 1)}", style="clash") if clashes else Text(""),
        )
    console.print(table)


def show(console: Console, dossier: Dossier, *, brief: bool = False) -> None:
    """Print the dossier: accounts side by side, where they differ, how origins were counted, the words for each field.

    brief: the first passages of each account, and neither the count of origins nor each mention.
    """
    incident = dossier.incident
    console.print(Text(phrases.evened(incident.what[:1].upper() + incident.what[1:]), style="head"))
    console.print(Text(phrases.evened(f"{phrases.place(incident.place)} · {phrases.time(incident.time)}")))
    reports = f"{len(incident.reports)} report{'s' * (len(incident.reports) != 1)}"
    facts = [phrases.origins(incident), reports, _toll(incident), incident.grade]
    console.print(Text(" · ".join(fact for fact in facts if fact), style="soft"))
    _section(console, "Accounts")
    for number, row in enumerate(_in_rows(dossier.accounts, max(1, console.width // ACCOUNT_WIDTH))):
        if number:
            console.print()
        console.print(_side_by_side(row, BRIEF if brief else None))
    if dossier.conflicts:
        _section(console, "Where the accounts differ")
        for conflict in dossier.conflicts:
            _conflict(console, conflict)
    if not brief:
        _grounds(console, dossier)
    console.print()


def _grounds(console: Console, dossier: Dossier) -> None:
    _section(console, "How the origins were counted")
    _origins(console, dossier)
    if dossier.mentions:
        _section(console, "What, where and when, as written")
        _mentions(console, dossier)
    if dossier.lineage:
        _section(console, "Who took it from whom")
        for edge in dossier.lineage:
            console.print(Padding(Text(phrases.evened(edge.text) + _cited(edge.words)), (0, 0, 0, 2)))


def _side_by_side(accounts: Sequence[AccountView], passages: int | None) -> Table:
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, show_header=False, expand=len(accounts) > 1)
    for _ in accounts:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*(Text("\n").join(_account(account, passages)) for account in accounts))
    return table


def _account(account: AccountView, passages: int | None) -> Iterator[Text]:
    """Lines of one account; `passages` is how many to show at most, None for all."""
    yield Text.assemble((f"[{account.number}] ", "number"), (phrases.evened(account.origin), "voice"))
    mouths = f", through {', '.join(account.mouths)}" if account.mouths else ""
    if account.who:
        yield Text(phrases.evened(f"{account.who}{mouths}"), style="soft")
    for figure in account.figures:
        yield Text.assemble(f"{figure.name}: ", (figure.value, "number"), (_cited(figure.words), "soft"))
    for name, whom in (("blames", account.blames), ("denies", account.denies)):
        if whom:
            yield Text.assemble((f"{name}: ", "act"), phrases.evened("; ".join(whom)))
    for lines in [*map(_said, account.said), *map(_own_words, account.own_words)][:passages]:
        yield Text("")
        yield from lines
    hidden = len(account.said) + len(account.own_words) - (passages or 0)
    if passages is not None and hidden > 0:
        yield Text(f"and {hidden} more", style="soft")


def _said(said: Said) -> Iterator[Text]:
    yield Text.assemble((said.manner, "act"), ": ", phrases.quoted(phrases.shortened(said.text, SHOWN)))
    yield from (chain(names) for names in dict.fromkeys(carrier.chain for carrier in said.carriers))


def _own_words(words: Sequence[Words]) -> Iterator[Text]:
    yield Text.assemble(("own voice", "act"), ": ", phrases.quoted(phrases.shortened(words[0].text, SHOWN)))
    if len(words) > 1:
        yield Text(f"in {len(words)} reports", style="soft")


def _conflict(console: Console, conflict: ConflictView) -> None:
    style = "clash" if conflict.kind == "conflict" else "calm"
    console.print(
        Padding(Text.assemble((phrases.evened(conflict.field), "head"), ": ", (conflict.meaning, style)), (0, 0, 0, 2))
    )
    for side in conflict.sides:
        line = Text(phrases.evened(side.value), style="number")
        line.append(" — ", style="default")
        for place, (number, name) in enumerate(side.holders):
            line.append(", " if place else "", style="default")
            line.append(f"[{number}] " if number else "", style="number")
            line.append(phrases.evened(name), style="voice")
        line.append(_cited(side.words), style="soft")
        console.print(Padding(line, (0, 0, 0, 4)))


def _origins(console: Console, dossier: Dossier) -> None:
    origins = dossier.incident.origins
    counted = f"{origins.high} when only what is certain is merged, {origins.low} when all that is plausible is."
    console.print(Padding(Text(counted), (0, 0, 0, 2)))
    for origin, merges in by_origin(dossier.merges).items():
        console.print(Padding(Text(phrases.evened(origin), style="voice"), (0, 0, 0, 2)))
        for merge in merges:
            certainty = "certain" if merge.certain else "plausible"
            line = Text(f"{merge.reason}, {certainty}: {phrases.evened(merge.text)}")
            line.append(_cited(merge.words), style="soft")
            console.print(Padding(line, (0, 0, 0, 4)))


def _mentions(console: Console, dossier: Dossier) -> None:
    for mention in dossier.mentions:
        mode = "" if mention.mode == "happened" else f" ({mention.mode})"
        parts = [phrases.quoted(words.text) for words in (mention.what, mention.where, mention.when) if words]
        where = phrases.evened(phrases.published(mention.report))
        console.print(Padding(Text.assemble((f"{where}: ", "soft"), ", ".join(parts), mode), (0, 0, 0, 2)))


def _section(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="head"))


def _cited(words: Sequence[Words]) -> str:
    groups = alike(words)
    quotes = [phrases.quoted(phrases.shortened(group[0].text, CITED)) for group in groups[:CITED_AT_MOST]]
    more = f" and {len(groups) - CITED_AT_MOST} more" if len(groups) > CITED_AT_MOST else ""
    return f" {', '.join(quotes)}{more}" if quotes else ""


def _toll(incident: Incident) -> str:
    given = ((measure, phrases.spread(incident.accounts, measure)) for measure in ("killed", "injured"))
    return ", ".join(f"{measure} {spread}" for measure, spread in given if spread)


def _in_rows(accounts: Sequence[AccountView], width: int) -> Iterator[tuple[AccountView, ...]]:
    rest = iter(accounts)
    while row := tuple(islice(rest, width)):
        yield row
