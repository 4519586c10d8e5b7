"""How a case is compared with what a careful reader takes from it; tests/test_example.py asks."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.core.incidents import Conflict, Incident, Lineage, Origin
from reportedly.core.records import Attribution, Figure, Reading, Source
from reportedly.core.spans import hull, words_of

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPECTED = json.loads((EXAMPLES / "expected.json").read_text("utf-8"))
OUTSIDE = " \n\t“”‘’\"'.,;:–-"


@dataclass(frozen=True)
class Case:
    readings: dict[str, Reading]
    incidents: tuple[Incident, ...]
    lineage: tuple[Lineage, ...]

    def key(self, report_id: str | None) -> str | None:
        return next((key for key, reading in self.readings.items() if reading.report.id == report_id), None)


def shortfalls(case: Case) -> list[dict[str, Any]]:
    """Every field in which the case differs from examples/expected.json: its path, what is expected, what it is today."""
    found = []
    for key, wanted in EXPECTED["reports"].items():
        if "same_as" not in wanted:
            found += report_shortfalls(case.readings[key], wanted, key)
    for name, wanted in EXPECTED["incidents"].items():
        found += incident_shortfalls(case, wanted, name)
    return found + lineage_shortfalls(case)


def json_line(shortfall: dict[str, Any]) -> str:
    return json.dumps({"path": shortfall["path"], "today": shortfall["today"]}, ensure_ascii=False)


def differing(path: str, expected: Any, today: Any, *, right: bool) -> list[dict[str, Any]]:
    return [] if right else [{"path": path, "expected": expected, "today": today}]


def accepted(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def one_of(wanted: Any, value: Any) -> bool:
    return value in accepted(wanted)


def names_one_of(wanted: Any, value: str | None) -> bool:
    """Whether the value holds one of the wanted names; null wants no name in particular."""
    return any(name is None or name.casefold() in (value or "").casefold() for name in accepted(wanted))


# one report


def report_shortfalls(reading: Reading, wanted: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [
        *text_shortfalls(reading, wanted, f"{key}/text"),
        *attribution_shortfalls(reading, wanted["attributions"], f"{key}/attributions"),
        *figure_shortfalls(reading, wanted["figures"], f"{key}/figures"),
        *event_shortfalls(reading, wanted, f"{key}/events"),
        *place_shortfalls(reading, wanted["places"], f"{key}/places"),
        *label_shortfalls(reading, wanted["labels"], f"{key}/labels"),
    ]


def text_shortfalls(reading: Reading, wanted: dict[str, Any], path: str) -> list[dict[str, Any]]:
    report, found = reading.report, []
    for field in ("publisher", "title", "published", "dateline", "byline", "forwarded_from", "section", "mirrors"):
        if field in wanted:
            today = getattr(report, field)
            today = list(today) if isinstance(today, tuple) else today
            found += differing(f"{path}/{field}", wanted[field], today, right=today == wanted[field])
    held = [words for words in wanted["not_in_text"] if words in report.text]
    found += differing(f"{path}/not_in_text", [], held, right=not held)
    said = [
        words
        for words in wanted["publisher_voice"]
        if any(span.start <= report.text.index(words) < span.end for a in reading.attributions for span in a.content)
    ]
    return found + differing(f"{path}/publisher_voice", [], said, right=not said)


def attribution_shortfalls(reading: Reading, wanted: list[dict[str, Any]], path: str) -> list[dict[str, Any]]:
    text, found, matched = reading.report.text, [], set()
    for one in wanted:
        where = f"{path}/{accepted(one['cue'])[0]}: {one['content']}"
        hit = best_match(reading, one)
        if hit is None:
            found += differing(where, "an attribution", "missing", right="optional" in one)
            continue
        matched.add(hit.id)
        if "optional" not in one:
            found += fields_of_attribution(reading, hit, one, where)
    extra = [
        f"{words_of(a.source, text)} {words_of(a.cue, text)}: {words_of(a.content, text)[:60]}"
        for a in reading.attributions
        if a.id not in matched
    ]
    return found + differing(f"{path}/nobody says", [], extra, right=not extra)


def best_match(reading: Reading, wanted: dict[str, Any]) -> Attribution | None:
    """The attribution whose cue is the wanted one, and whose content holds or begins near the wanted first words."""
    text = reading.report.text
    start = text.index(wanted["content"])
    near = [
        (abs(a.content[0].start - start), a)
        for a in reading.attributions
        if any(cue in words_of(a.cue, text) for cue in accepted(wanted["cue"]))
        and a.content
        and (abs(a.content[0].start - start) <= 12 or any(s.start <= start < s.end for s in a.content))
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def fields_of_attribution(
    reading: Reading, hit: Attribution, wanted: dict[str, Any], where: str
) -> list[dict[str, Any]]:
    text = reading.report.text
    voices = {source.id: source for source in reading.sources}
    voice: Source = voices[hit.voice]
    content = text[hull(hit.content).start : hull(hit.content).end].strip(OUTSIDE).removeprefix("that ")
    source = words_of(hit.source, text)
    chain = [voices[link].name for link in hit.chain]
    chain = [name for n, name in enumerate(chain) if n == 0 or name != chain[n - 1]]
    checks = {
        "source": (source, names_one_of(wanted["source"], source)),
        "content": (content[:60], content.startswith(wanted["content"].removeprefix("that "))),
        "ends": (content[-60:], content.endswith(wanted["ends"])),
        **{
            name: (getattr(hit, name), one_of(wanted[name], getattr(hit, name)))
            for name in ("quote", "act", "polarity", "certainty")
        },
        "voice": (voice.name, names_one_of(wanted["voice"], voice.name)),
        "identity": (voice.identity, one_of(wanted["identity"], voice.identity)),
        "kind": (voice.kind, one_of(wanted["kind"], voice.kind)),
        "role": (voice.role, wanted["role"] is None or one_of(wanted["role"], voice.role)),
        "chain": (chain, wanted["chain"] is None or same_chain(wanted["chain"], chain)),
        "anonymity": (voice.anonymity, names_one_of(wanted.get("anonymity"), voice.anonymity)),
        "affiliation": (voice.affiliation, names_one_of(wanted.get("affiliation"), voice.affiliation)),
    }
    return [
        s
        for name, (today, right) in checks.items()
        for s in differing(f"{where}/{name}", wanted.get(name), today, right=right)
    ]


def same_chain(wanted: list[Any], chain: list[str]) -> bool:
    return len(wanted) == len(chain) and all(map(names_one_of, wanted, chain))


def figure_shortfalls(reading: Reading, wanted: list[dict[str, Any]], path: str) -> list[dict[str, Any]]:
    text, found, matched = reading.report.text, [], set()
    by_id = {figure.id: figure for figure in reading.figures}
    for one in wanted:
        start = text.index(one["text"])
        end = start + len(one["text"])
        hits = [f for f in reading.figures if any(s.start < end and start < s.end for s in f.spans)]
        hits = [f for f in hits if f.low in accepted(one["low"])] or hits
        hits = [f for f in hits if one["measure"] is None or f.measure in accepted(one["measure"])] or hits
        hits = [f for f in hits if f.id not in matched] or hits
        if not hits:
            found += differing(f"{path}/{one['text']}", "a figure", "missing", right="optional" in one)
            continue
        matched.add(hits[0].id)
        if "optional" not in one:
            found += fields_of_figure(reading, hits[0], one, f"{path}/{one['text']}", by_id)
    extra = [f"{words_of(f.spans, text)} ({f.measure} {f.low})" for f in reading.figures if f.id not in matched]
    return found + differing(f"{path}/nobody counts", [], extra, right=not extra)


def fields_of_figure(
    reading: Reading, hit: Figure, wanted: dict[str, Any], where: str, by_id: dict[str, Figure]
) -> list[dict[str, Any]]:
    text = reading.report.text
    voice_of = {a.id: a.voice for a in reading.attributions}
    names = {source.id: source.name for source in reading.sources}
    voice = names[voice_of[hit.attribution]] if hit.attribution else reading.report.publisher
    whole = words_of(by_id[hit.part_of].spans, text) if hit.part_of else None
    checks = {
        "measure": (hit.measure, one_of(wanted["measure"], hit.measure)),
        "low": (hit.low, one_of(wanted["low"], hit.low)),
        "high": (hit.high, one_of(wanted["high"], hit.high)),
        "voice": (voice, names_one_of(wanted["voice"], voice)),
        "part_of": (whole, names_one_of(wanted["part_of"].split()[-1], whole) if "part_of" in wanted else not whole),
        "cumulative": (hit.cumulative, wanted.get("cumulative") in (None, hit.cumulative)),
    }
    return [
        s
        for name, (today, right) in checks.items()
        for s in differing(f"{where}/{name}", wanted.get(name), today, right=right)
    ]


def event_shortfalls(reading: Reading, wanted: dict[str, Any], path: str) -> list[dict[str, Any]]:
    text, found = reading.report.text, []
    told = [(hull(e.trigger), f"{e.sub_type}, {e.mode}", e) for e in reading.events]

    def at(words: str) -> list[Any]:
        starts = [n for n in range(len(text)) if text.startswith(words, n)]
        return [
            one for one in told if any(s < p.end and p.start < s + len(words) for s in starts for p in one[2].trigger)
        ]

    for one in wanted["events"]:
        hits = at(one["trigger"])
        right = any(e.sub_type in one["sub_type"] and e.mode == one["mode"] for _, _, e in hits)
        expected = f"{' or '.join(one['sub_type'])}, {one['mode']}"
        found += differing(f"{path}/{one['trigger']}", expected, sorted(line for _, line, _ in hits), right=right)
    for never in wanted.get("never_events", ()):
        hits = [
            line
            for _, line, e in at(never["trigger"])
            if never.get("mode") in (None, e.mode) and never.get("sub_type") in (None, e.sub_type)
        ]
        found += differing(f"{path}/never: {never['trigger']}", [], hits, right=not hits)
    return found


def place_shortfalls(reading: Reading, wanted: list[str], path: str) -> list[dict[str, Any]]:
    """The exercise's country does not exist: its places have names and are nowhere on the map."""
    today = sorted({f"{p.name} ({p.country or p.precision})" for p in reading.places})
    named = all(any(name in line for line in today) for name in wanted)
    return differing(
        f"{path}/named and not located", wanted, today, right=named and all(p.lat is None for p in reading.places)
    )


def label_shortfalls(reading: Reading, wanted: list[dict[str, str]], path: str) -> list[dict[str, Any]]:
    names = {source.id: source.name for source in reading.sources}
    told = [f"{label.label} ({names.get(label.voice)})" for label in reading.labels]
    return [
        s
        for one in wanted
        for s in differing(
            f"{path}/{one['label']}",
            one["voice"],
            told,
            right=any(names_one_of(one["label"], line) and names_one_of(f"({one['voice']}", line) for line in told),
        )
    ]


# the incidents


def incident_shortfalls(case: Case, wanted: dict[str, Any], name: str) -> list[dict[str, Any]]:
    core = {case.readings[key].report.id for key in wanted["reports"]}
    incident = max(case.incidents, key=lambda i: len(core & set(i.reports)))
    members = {
        party: [
            origin
            for origin in incident.origins.members
            if names_one_of(one["name"], origin.name) and one["identity"] in (None, origin.identity)
        ]
        for party, one in wanted["origins"].items()
    }
    return [
        *told_shortfalls(case, incident, wanted, f"{name}/told"),
        *origin_shortfalls(case, incident, members, wanted, f"{name}/origins"),
        *account_shortfalls(incident, members, wanted, f"{name}/accounts"),
        *conflict_shortfalls(incident, members, wanted, f"{name}/conflicts"),
    ]


def told_shortfalls(case: Case, incident: Incident, wanted: dict[str, Any], path: str) -> list[dict[str, Any]]:
    told = sorted(str(case.key(report)) for report in incident.reports)
    place, time = incident.place, incident.time
    return [
        *differing(f"{path}/reports", wanted["reports"], told, right=sorted({*told} - {*wanted["may_also"]}) == wanted["reports"]),
        *differing(f"{path}/sub_type", wanted["sub_type"], incident.sub_type, right=one_of(wanted["sub_type"], incident.sub_type)),
        *differing(f"{path}/time", wanted["time"], time and time.value, right=bool(time and time.value in wanted["time"])),
        *differing(f"{path}/place", wanted["place"], place and place.name, right=bool(place and wanted["place"] in place.name and place.lat is None)),
        *differing(f"{path}/grade", wanted["grade"], incident.grade, right=wanted["grade"] in (None, incident.grade)),
    ]  # fmt: skip


def origin_shortfalls(
    case: Case, incident: Incident, members: dict[str, list[Origin]], wanted: dict[str, Any], path: str
) -> list[dict[str, Any]]:
    found = []
    for bound in ("low", "high"):
        least, most = wanted[bound]
        today = getattr(incident.origins, bound)
        found += differing(f"{path}/{bound}", wanted[bound], today, right=least <= today <= most)
    for party, one in wanted["origins"].items():
        origins = members[party]
        names = sorted(o.name for o in origins)
        found += differing(f"{path}/{party}", one["name"], names, right=1 <= len(origins) <= one.get("up_to", 1))
        reached = {case.key(report) for o in origins for report in o.reports}
        absent = sorted({*one["reports"]} - reached)
        found += differing(f"{path}/{party}/not in", [], absent, right=not absent)
        spoken = sorted({mouth for o in origins for mouth in (*o.mouths, o.name)})
        mute = [mouth for mouth in one.get("mouths", ()) if mouth not in spoken]
        found += differing(f"{path}/{party}/does not speak", [], mute, right=not mute)
    for outlet in wanted["no_origin"]:
        held = [o.name for o in incident.origins.members if o.name == outlet]
        found += differing(f"{path}/never: {outlet}", [], held, right=not held)
    return found


def account_shortfalls(
    incident: Incident, members: dict[str, list[Origin]], wanted: dict[str, Any], path: str
) -> list[dict[str, Any]]:
    accounts = {
        party: [a for a in incident.accounts if a.origin in {o.id for o in origins}]
        for party, origins in members.items()
    }
    found = []
    for party, figures in wanted["figures"].items():
        for measure, (low, high) in figures.items():
            given = [list(a.figures[measure]) for a in accounts[party] if measure in a.figures]
            right = bool(given) and all(g[0] in low and g[1] in high for g in given)
            found += differing(f"{path}/{party}/{measure}", [low, high], given, right=right)
    names = {o.id: o.name for o in incident.origins.members}
    odd = sorted(f"{names[a.origin]}: {m}" for a in incident.accounts for m in a.figures if m not in wanted["measures"])
    found += differing(f"{path}/figures of something else", [], odd, right=not odd)
    for party, blamed in wanted["blames"].items():
        today = sorted({b for a in accounts[party] for b in a.blames})
        found += differing(f"{path}/{party}/blames", blamed, today, right=any(names_one_of(blamed, b) for b in today))
    for party, words in wanted["denies"].items():
        today = sorted({d for a in accounts[party] for d in a.denies})
        found += differing(f"{path}/{party}/denies", words, today, right=any(words in d for d in today))
    for party in wanted["blames_nobody"]:
        today = sorted({b for a in accounts[party] for b in a.blames})
        found += differing(f"{path}/{party}/blames nobody", [], today, right=not today)
    return found


def conflict_shortfalls(
    incident: Incident, members: dict[str, list[Origin]], wanted: dict[str, Any], path: str
) -> list[dict[str, Any]]:
    names = {o.id: o.name for o in incident.origins.members}

    def sides(conflict: Conflict) -> list[str]:
        return [f"{names.get(side.origin)}: {side.value}" for side in conflict.sides]

    def shows(conflict: Conflict, one: dict[str, Any]) -> bool:
        held = {p: {o.id for o in origins} for p, origins in members.items()}
        return all(
            any(s.origin in held[p] and value in s.value for s in conflict.sides) for p, value in one["sides"].items()
        ) and not any(s.origin in held[p] for p in one.get("not_sides", ()) for s in conflict.sides)

    found = []
    for one in wanted["conflicts"]:
        fit = [c for c in incident.conflicts if c.kind == one["kind"] and c.field in one["field"]]
        where = f"{path}/{one['kind']} {one['field'][0]} of {' and '.join(one['sides'])}"
        found += differing(where, one["sides"], [sides(c) for c in fit], right=any(shows(c, one) for c in fit))
    for never in wanted["no_conflict"]:
        held = [
            line
            for c in incident.conflicts
            if c.kind == never["kind"] and c.field == never["field"]
            for line in sides(c)
            if never["value"] in line
        ]
        where = f"{path}/never: {never['kind']} {never['field']} {never['value']}".rstrip()
        found += differing(where, [], held, right=not held)
    return found


def lineage_shortfalls(case: Case) -> list[dict[str, Any]]:
    def is_edge(edge: Lineage, wanted: dict[str, Any]) -> bool:
        return (
            edge.kind == wanted["kind"]
            and case.key(edge.later) == wanted["later"]
            and ("earlier" not in wanted or case.key(edge.earlier) in wanted["earlier"])
            and wanted.get("publisher") in (None, edge.publisher)
        )

    def told(wanted: dict[str, Any]) -> list[str]:
        return sorted(
            f"{e.kind} {case.key(e.earlier) or e.publisher}"
            for e in case.lineage
            if case.key(e.later) == wanted["later"]
        )

    found = []
    for one in EXPECTED["lineage"]:
        where = f"lineage/{one['later']} {one['kind']} {one.get('publisher') or one['earlier'][0]}"
        found += differing(where, one, told(one), right=any(is_edge(e, one) for e in case.lineage))
    for one in EXPECTED["no_lineage"]:
        held = any(is_edge(e, one) for e in case.lineage)
        found += differing(f"lineage/never: {one['later']} {one['kind']}", [], told(one), right=not held)
    return found
