"""Event types of news snippets (CASE 2021, task 2): is the labelled sub-event among those read?"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

from reportedly.core.records import Event, Report
from reportedly.core.spans import Span
from reportedly.extract.events import events

_BREAK = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“\"\[])|\n+")
_LABELS = {
    "ARMED_CLASH": ("Armed clash",),
    "VIOL_DEMONSTR": ("Violent demonstration",),
    "DISR_WEAP": ("Disrupted weapons use",),
    "GRENADE": ("Grenade",),
    "GOV_REGAINS_TERIT": ("Government regains territory",),
    "DIPLO": ("Political act",),
    "MAN_MADE_DISASTER": ("Accident",),
    "PEACE_PROTEST": ("Peaceful protest",),
    "REM_EXPLOS": ("Remote explosive/landmine/IED",),
    "SUIC_BOMB": ("Suicide bomb",),
    "CHEM_WEAP": ("Chemical weapon",),
    "AIR_STRIKE": ("Air/drone strike",),
    "CHANGE_TO_GROUP_ACT": ("Change to group/activity",),
    "NATURAL_DISASTER": ("Natural disaster",),
    "ATTACK": ("Attack",),
    "ART_MISS_ATTACK": ("Shelling/artillery/missile attack",),
    "AGREEMENT": ("Agreement",),
    "ARREST": ("Arrests",),
    "ORG_CRIME": ("Organised crime",),
    "ATTRIB": (),
    "FORCE_AGAINST_PROTEST": ("Excessive force against protesters",),
    "PROTEST_WITH_INTER": ("Protest with intervention",),
    "ABDUCT_DISSAP": ("Abduction/forced disappearance",),
    "HQ_ESTABLISHED": ("Headquarters or base established",),
    "PROPERTY_DISTRUCT": ("Looting/property destruction",),
    "MOB_VIOL": ("Mob violence",),
    "NON_VIOL_TERRIT_TRANSFER": ("Non-violent transfer of territory",),
    "SEX_VIOL": ("Sexual violence",),
    "NON_STATE_ACTOR_OVERTAKES_TER": ("Non-state actor overtakes territory",),
}
_FAMILY = {
    "Armed clash": "Battles",
    "Government regains territory": "Battles",
    "Non-state actor overtakes territory": "Battles",
    "Accident": "Disaster",
    "Natural disaster": "Disaster",
    "Peaceful protest": "Protests",
    "Protest with intervention": "Protests",
    "Excessive force against protesters": "Protests",
    "Violent demonstration": "Riots",
    "Mob violence": "Riots",
    "Attack": "Violence against civilians",
    "Sexual violence": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Political act": "Politics",
    "Organised crime": "Justice",
    "Suicide bomb": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Chemical weapon": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
}


def _read(text: str) -> tuple[Event, ...]:
    cuts = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    sentences = tuple(Span(a, b) for a, b in pairwise(cuts) if a < b)
    return events(Report(id="snippet", text=text), sentences)


def run(data: Path) -> dict[str, float]:
    """Shares of snippets whose label, or its type, is among the events read; and events read a snippet.

    Raises:
        FileNotFoundError: the set is not under `data`.
    """
    path = data / "case21_task2" / "dev.jsonl.gz"
    if not path.is_file():
        raise FileNotFoundError(path)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    exact: Counter[str] = Counter()
    family: Counter[str] = Counter()
    total: Counter[str] = Counter()
    read = 0
    some = 0
    for row in rows:
        wanted = _LABELS.get(row["label"])
        if not wanted:
            continue
        found = _read(row["text"])
        read += len(found)
        some += bool(found)
        total[row["label"]] += 1
        exact[row["label"]] += any(e.sub_type in wanted for e in found)
        kind = _FAMILY.get(wanted[0], "Strategic developments")
        family[row["label"]] += any(e.type == kind for e in found)
    count = total.total()
    out = {
        "snippets": float(count),
        "with_event": some / count,
        "sub_type_recall": exact.total() / count,
        "type_recall": family.total() / count,
        "sub_type_precision_per_event": exact.total() / max(read, 1),
        "events_per_snippet": read / count,
    }
    return out | {f"recall_{label}": exact[label] / total[label] for label in sorted(total)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    for name, value in run(parser.parse_args().data).items():
        print(f"{name:44} {value:.3f}")
