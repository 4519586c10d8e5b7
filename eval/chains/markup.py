"""Reads the annotated texts of `eval/chains` (GUIDELINES.md): python eval/chains/markup.py FILE…  checks them.

One text is one TOML file; its annotation stands inside the text as marks that `read` takes out.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

IDENTITIES = {"named", "unnamed"}
KINDS = {"person", "people", "organisation", "outlet", "channel", "document", "unspecified"}
ROLES = {"official", "military", "armed_group", "medical", "aid", "eyewitness", "victim", "expert", "spokesperson", "journalist", "other"}  # fmt: skip
ACTS = {"state", "deny", "accuse", "demand", "admit", "claim_responsibility", "promise", "threaten", "warn", "express", "plan"}  # fmt: skip
POLARITIES = {"affirmed", "denied"}
CERTAINTIES = {"asserted", "hedged", "unknown"}
DECOYS = {"order", "sign", "idiom", "scare", "title", "nickname", "none"}
STRINGS = ("name", "identity", "kind", "role", "affiliation", "anonymity", "act", "polarity", "certainty")
PARTS = {"S": "source", "C": "cue", "T": "content", "A": "addressee"}

_OPENING = re.compile(r"\{(?:(?P<part>[SCTA])(?P<numbers>\d+(?:,\d+)*)|V:(?P<voice>\w+)|D:(?P<decoy>\w+))\|")

Spans = list[tuple[int, int]]


@dataclass
class Said:
    """One gold attribution; spans are half-open code-point ranges of the text, chain holds keys of `Text.voices`.

    cites: the source is not the last of the chain but passes its words on ("VANA, citing an officer, said").
    """

    number: int
    chain: list[str]
    act: str
    polarity: str
    certainty: str
    source: Spans = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    content: Spans = field(default_factory=list)
    addressee: Spans = field(default_factory=list)
    within: int | None = None
    cites: bool = False


@dataclass
class Text:
    """One text of the set. voices: key to its fields; mentions: key to the spans that name it; decoys: (kind, span)."""

    id: str
    school: str
    publisher: str
    text: str
    said: dict[int, Said]
    voices: dict[str, dict[str, str]]
    mentions: dict[str, Spans]
    decoys: list[tuple[str, tuple[int, int]]]
    published: str | None = None


class MarkupError(ValueError):
    """Everything that is wrong with one file, a line each."""


def read(path: Path) -> Text:
    """The text of one file.

    Raises:
        MarkupError: the file is no TOML, a mark is not closed, a value is not of its list, or a reference leads nowhere.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name}: no valid TOML: {error}"
        raise MarkupError(message) from error
    missing = [key for key in ("id", "school", "publisher", "text", "said") if key not in raw]
    if missing:
        raise MarkupError("\n".join(f"{path.name}: {key} is missing" for key in missing))
    shapes = _shape_faults(raw)
    if shapes:
        raise MarkupError("\n".join(f"{path.name}: {fault}" for fault in shapes))
    plain, marks, faults = _unmarked(raw["text"].strip("\n"))
    voices = raw.get("voices", {})
    faults += [fault for key, fields in voices.items() for fault in _voice_faults(key, fields)]
    said = {}
    for key, fields in raw["said"].items():
        faults += _value_faults(key, fields, voices)
        told = (fields.get(k, "") for k in ("act", "polarity", "certainty"))
        said[int(key)] = Said(int(key), list(fields.get("chain", [])), *told)
    mentions: dict[str, Spans] = {key: [] for key in voices}
    decoys: list[tuple[str, tuple[int, int]]] = []
    for match, span in marks:
        faults += _placed(match, span, said, mentions, decoys)
    faults += [f"attribution {n}: no content is marked (T{n})" for n, one in said.items() if not one.content]
    if faults:
        raise MarkupError("\n".join(f"{path.name}: {fault}" for fault in faults))
    _name_sources(said, mentions)
    _nest(said)
    return Text(raw["id"], raw["school"], raw["publisher"], plain, said, voices, mentions, decoys, raw.get("published"))


def _shape_faults(raw: dict) -> list[str]:
    """What is of the wrong type, or numbered twice."""
    faults = [f"{key} is no string" for key in ("id", "school", "publisher", "text") if not isinstance(raw[key], str)]
    tables = [(part, raw.get(part, {})) for part in ("voices", "said")]
    faults += [f"[{part}] is no table" for part, table in tables if not isinstance(table, dict)]
    if faults:
        return faults
    for part, table in tables:
        for key, fields in table.items():
            if not isinstance(fields, dict):
                faults.append(f"[{part}] {key} is no table")
            elif not isinstance(fields.get("chain", []), list):
                faults.append(f"[{part}] {key}: chain is no list")
            elif not all(isinstance(fields.get(name, ""), str) for name in STRINGS):
                faults.append(f"[{part}] {key}: a value is no string")
    numbers = [key for key in raw["said"] if not key.isdecimal()]
    faults += [f"[said] {key}: no number" for key in numbers]
    plain = [int(key) for key in raw["said"] if key.isdecimal()]
    return faults + [f"[said] {n} stands twice" for n in sorted({n for n in plain if plain.count(n) > 1})]


def _placed(
    match: re.Match[str],
    span: tuple[int, int],
    said: dict[int, Said],
    mentions: dict[str, Spans],
    decoys: list[tuple[str, tuple[int, int]]],
) -> list[str]:
    """Put the span of a mark where it belongs; what is wrong with it."""
    if match["voice"]:
        if match["voice"] not in mentions:
            return [f"mark V:{match['voice']}: there is no such voice"]
        mentions[match["voice"]].append(span)
        return []
    if match["decoy"]:
        decoys.append((match["decoy"], span))
        return [] if match["decoy"] in DECOYS else [f"mark D:{match['decoy']}: not one of {sorted(DECOYS)}"]
    numbers = [int(n) for n in match["numbers"].split(",")]
    for number in numbers:
        if number in said:
            getattr(said[number], PARTS[match["part"]]).append(span)
    return [f"mark {match['part']}{n}: no attribution {n} in [said]" for n in numbers if n not in said]


def _name_sources(said: dict[int, Said], mentions: dict[str, Spans]) -> None:
    """Sort the parts, and count sources among the mentions of the voices they name."""
    marked = {key: list(spans) for key, spans in mentions.items()}
    for one in said.values():
        for part in PARTS.values():
            setattr(one, part, sorted(getattr(one, part)))
        one.cites = bool(one.source) and _cites(one, marked)
        if one.chain and one.source:
            mentions[one.chain[-2 if one.cites else -1]] += one.source


def _cites(one: Said, marked: dict[str, Spans]) -> bool:
    """Whether the last voice of the chain is marked as cited behind the source, inside it or between it and the content."""
    if len(one.chain) < 2:
        return False
    source, near = hull(one.source), hull(one.source + one.cue + one.content)
    return any(
        source[0] <= start and end <= near[1] and not any(a <= start and end <= b for a, b in one.content)
        for start, end in marked.get(one.chain[-1], ())
    )


def hull(spans: Spans) -> tuple[int, int]:
    """From the first start to the last end."""
    return min(s for s, _ in spans), max(e for _, e in spans)


def _voice_faults(key: str, fields: dict) -> list[str]:
    faults = [
        f"voice {key}: {name} = {fields.get(name)!r} is not one of {sorted(allowed)}"
        for name, allowed in (("identity", IDENTITIES), ("kind", KINDS), ("role", ROLES))
        if fields.get(name) not in allowed
    ]
    return faults if fields.get("name") else [*faults, f"voice {key}: name is missing"]


def _value_faults(key: str, fields: dict, voices: dict) -> list[str]:
    faults = [
        f"attribution {key}: {name} = {fields.get(name)!r} is not one of {sorted(allowed)}"
        for name, allowed in (("act", ACTS), ("polarity", POLARITIES), ("certainty", CERTAINTIES))
        if fields.get(name) not in allowed
    ]
    if "chain" not in fields:
        faults.append(f"attribution {key}: chain is missing; [] is the publisher alone")
    return faults + [
        f"attribution {key}: chain names {voice!r}, which is not in [voices]"
        for voice in fields.get("chain", [])
        if voice not in voices
    ]


def _unmarked(marked: str) -> tuple[str, list[tuple[re.Match[str], tuple[int, int]]], list[str]]:
    """The text without its marks, the marks with their spans, and what is wrong with them."""
    plain: list[str] = []
    length = at = 0
    open_marks: list[tuple[re.Match[str], int]] = []
    closed: list[tuple[re.Match[str], tuple[int, int]]] = []
    faults = []
    while at < len(marked):
        opening = _OPENING.match(marked, at)
        if opening:
            open_marks.append((opening, length))
            at = opening.end()
        elif marked[at] == "}":
            if open_marks:
                match, start = open_marks.pop()
                closed.append((match, (start, length)))
            else:
                faults.append(f"a closing brace without an opening one near “{marked[max(0, at - 30) : at]}”")
            at += 1
        else:
            if marked[at] in "{|":
                faults.append(f"no mark: “{marked[at : at + 20]}”")
            plain.append(marked[at])
            length += 1
            at += 1
    faults += [f"mark “{match.group()}” is never closed" for match, _ in open_marks]
    text = "".join(plain)
    faults += [
        f"mark “{match.group()}” has white space or nothing at its edge: “{text[start:end]}”"
        for match, (start, end) in closed
        if text[start:end].strip() != text[start:end] or start == end
    ]
    return text, closed, faults


def _nest(said: dict[int, Said]) -> None:
    """Fill in `within`: the attribution with the shortest content that holds cue (or content) of this one in one part."""
    for one in said.values():
        inner = one.cue or one.content
        around = [
            (end - start, other.number)
            for other in said.values()
            if other is not one
            for start, end in other.content
            if all(start <= a and b <= end for a, b in inner) and (start, end) not in one.content
        ]
        one.within = min(around)[1] if around else None


def main() -> int:
    """Check the files given; 1 when any has a fault."""
    bad = total = 0
    for name in sys.argv[1:]:
        try:
            text = read(Path(name))
        except MarkupError as error:
            print(error)
            bad += 1
            continue
        total += len(text.said)
        print(
            f"{Path(name).name}: {len(text.said)} attributions, {len(text.decoys)} decoys, {len(text.text.split())} words"
        )
    print(f"{len(sys.argv) - 1} files, {total} attributions, {bad} files with faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
