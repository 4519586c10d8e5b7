"""A reading in the terminal: each attribution with its voice, its manner and its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from reportedly.core.spans import words_of
from reportedly.export import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType

    from reportedly.core.records import Attribution, Reading

SHOWN = 600
"""Characters of a content that are shown; `--json` gives the whole."""


def show(console: Console, reading: Reading, *, why: bool) -> None:
    """Print the reading; `why` adds what decided each attribution."""
    report = reading.report
    console.print(Text(phrases.evened(phrases.headline(report)), style="head"))
    console.print(Text(phrases.evened(phrases.published(report)), style="soft"))
    if not reading.attributions:
        console.print(
            Padding(Text("No attributions: everything is in the publisher's own voice.", style="soft"), (1, 0, 0, 2))
        )
    for said in sorted(reading.attributions, key=lambda a: (a.content or a.cue or a.source)[:1]):
        console.print()
        for line in _lines(said, reading, why=why):
            console.print(line)
    for skip in report.skipped + reading.skipped:
        console.print(
            Padding(Text(f"skipped in {skip.stage}: {phrases.evened(skip.reason)}", style="soft"), (1, 0, 0, 2))
        )
    console.print()


def chain(names: str) -> Text:
    """A chain with its arrows in colour."""
    text = Text(phrases.evened(names), style="soft")
    text.highlight_words(["←"], style="arrow")
    return text


def _lines(said: Attribution, reading: Reading, *, why: bool) -> Iterator[RenderableType]:
    voice = phrases.voice(said, reading)
    first = Text.assemble(
        (phrases.evened(voice.name if voice else said.voice), "voice"),
        " — ",
        (phrases.manner(said), "act"),
        " — ",
        (phrases.quoted(phrases.shortened(phrases.said_words(said, reading), SHOWN)), "words"),
    )
    yield Padding(first, (0, 0, 0, 2))
    yield Padding(chain(phrases.chain(said, reading)), (0, 0, 0, 4))
    if voice and (voice.affiliation or voice.anonymity):
        yield Padding(Text(phrases.evened(_standing(voice.affiliation, voice.anonymity)), style="soft"), (0, 0, 0, 4))
    if said.within:
        yield Padding(Text("said inside another's words", style="soft"), (0, 0, 0, 4))
    if why:
        text = reading.report.text
        cue = phrases.evened(words_of(said.cue, text)) or "none"
        source = phrases.evened(words_of(said.source, text)) or "none"
        reasons = "; ".join((f"source: {source}", f"cue: {cue}", *said.why, f"p {said.p_attribution:.2f}"))
        yield Padding(Text(f"why: {phrases.evened(reasons)}", style="soft"), (0, 0, 0, 4))


def _standing(affiliation: str | None, anonymity: str | None) -> str:
    parts = [f"of {affiliation}" if affiliation else "", f"not named: {anonymity}" if anonymity else ""]
    return "; ".join(part for part in parts if part)
