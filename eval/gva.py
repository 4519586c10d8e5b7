"""Gun Violence Archive: which incident is each article about? Articles to incidents from the whole pipeline.

    python eval/gva.py --data ../shared/data            figures on dev
    python eval/gva.py --data ../shared/data --fit      weights of link.toml, fitted on train

A document's cluster is that of its lead event. Without the pipeline the texts alone are linked.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import pickle
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

import reportedly
from reportedly.core.records import Reading, Report
from reportedly.link.candidates import candidates
from reportedly.link.features import evidence, features
from reportedly.link.happenings import Happening, happenings
from reportedly.link.incidents import clusters
from reportedly.link.linkage import average_link, members_of
from reportedly.link.weights import default_weights


def rows(data: Path, split: str) -> list[dict]:
    path = data / "gva" / f"{split}.jsonl.gz"
    if not path.exists():
        raise FileNotFoundError(path)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def report(row: dict) -> Report:
    return Report(id=row["id"], text=row["text"], title=row["title"], published=row["date"], publisher=row["source"])


def read(found: list[dict], *, bare: bool = False) -> tuple[list[Reading], float]:
    """Readings and seconds spent; kept in a temporary file under the hash of the package's code."""
    reports = [report(row) for row in found]
    if bare or importlib.util.find_spec("reportedly.pipeline") is None:
        return [Reading(report=r) for r in reports], 0.0
    from reportedly.pipeline import Reader

    kept = Path(tempfile.gettempdir()) / f"reportedly-gva-{_code()}-{len(reports)}.pickle"
    if kept.exists():
        return pickle.loads(kept.read_bytes())
    reader, start = Reader.default(), time.perf_counter()
    readings = [reader.read(r) for r in reports]
    spent = time.perf_counter() - start
    kept.write_bytes(pickle.dumps((readings, spent)))
    return readings, spent


def _code() -> str:
    """Hash of everything a reading depends on."""
    folder = Path(reportedly.__file__).parent
    files = [
        p
        for p in folder.rglob("*")
        if p.suffix in {".py", ".toml", ".onnx"} and p.parent.name not in {"link", "weigh", "store", "export"}
    ]
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.name != "link.toml":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _scorer(data: Path):
    path = data.parent / "score" / "cluster_score.py"
    if not path.exists():
        raise FileNotFoundError(path)
    spec = importlib.util.spec_from_file_location("cluster_score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score


def lead_clusters(readings: list[Reading]) -> dict[str, str]:
    """Report id to the id of the cluster that holds its lead event, or the report itself when it has none."""
    leads = {r.report.id: {e.id for e in h[0].events} for n, r in enumerate(readings) if (h := happenings(r, n))}
    of_event, of_report = {}, {}
    for cluster in clusters(readings):
        for ref in cluster.events:
            of_event[ref] = cluster.id
        spoken = {ref.report for ref in cluster.events}
        for name in cluster.reports:
            if name not in spoken:
                of_report[name] = cluster.id
    return {
        r.report.id: next(
            (of_event[r.report.id, e] for e in sorted(leads.get(r.report.id, ())) if (r.report.id, e) in of_event),
            of_report.get(r.report.id, r.report.id),
        )
        for r in readings
    }


def run(data: Path, *, bare: bool = False, split: str = "dev") -> dict[str, float]:
    """CoNLL, ARI, B³ and pairwise precision and recall (0..100), reading and linking speed."""
    score, found = _scorer(data), rows(data, split)
    readings, reading_seconds = read(found, bare=bare)
    start = time.perf_counter()
    system = lead_clusters(readings)
    seconds = time.perf_counter() - start
    result = score({row["id"]: row["incident"] for row in found}, system)
    figures = {k: float(result[k]) for k in ("CoNLL", "ARI", "B3P", "B3R", "pairP", "pairR", "nsys", "nkey")}
    figures["documents"] = len(found)
    figures["link_seconds"] = round(seconds, 2)
    figures["link_documents_per_second"] = round(len(found) / seconds, 1)
    if reading_seconds:
        figures["read_documents_per_second"] = round(len(found) / reading_seconds, 1)
    return figures


def fit(data: Path, *, bare: bool = False) -> None:
    """Prints [cut] and [weights] for link.toml: logistic regression on the candidate pairs of train."""
    found = rows(data, "train")
    readings, _ = read(found, bare=bare)
    incident = {row["id"]: row["incident"] for row in found}
    leads: list[Happening] = [h[0] for n, r in enumerate(readings) if (h := happenings(r, n))]
    old = default_weights()
    known = evidence(readings, leads)
    i, j, full = candidates(known.words, known.published, old.half_life)
    table = features(known, i, j)
    names = [n for n, values in table.items() if values.std() > 0]
    gold = np.array([incident[readings[h.reading].report.id] for h in leads])
    matrix, same = np.stack([table[n] for n in names], axis=1), (gold[i] == gold[j]).astype(float)
    worth, constant = _regressed(matrix, same, names)
    scores = constant + matrix @ worth
    score = _scorer(data)
    best = (0.0, 0.0, 0.0)
    for floor in (-6.0, -8.0):
        close = scores > floor
        pairs = list(zip(i[close].tolist(), j[close].tolist(), scores[close].tolist(), strict=True))
        for threshold in (-2.5, -2.0, -1.5, -1.0, -0.5):
            groups = average_link(len(leads), pairs, threshold=threshold, floor=floor, full=full.tolist())
            got = score(dict(enumerate(gold.tolist())), members_of(groups))
            print(
                f"# floor {floor} threshold {threshold}: CoNLL {got['CoNLL']:.1f} ARI {got['ARI']} pairs {got['pairP']}/{got['pairR']}",
                file=sys.stderr,
            )
            best = max(best, (float(got["CoNLL"]) + got["ARI"], threshold, floor))
    print(
        f"[cut]\nconstant = {constant:.3f}\nthreshold = {best[1]}\naside_threshold = {old.aside_threshold}\nfloor = {best[2]}\nhalf_life = {old.half_life}\n\n[weights]"
    )
    for name, value in sorted({**dict(old.worth), **dict(zip(names, worth.tolist(), strict=True))}.items()):
        print(f"{name} = {value:.3f}")


def _regressed(matrix, same, names, ridge: float = 3e-4):
    """Logistic regression in which no likeness may speak against, and no clash for, two reports being of one incident."""
    spread = matrix.std(0)
    scaled = matrix / spread

    def loss(b):
        z = scaled @ b[:-1] + b[-1]
        off = 1 / (1 + np.exp(-z)) - same
        value = (np.logaddexp(0, z) - same * z).mean() + ridge * (b[:-1] @ b[:-1]) / 2
        return value, np.append(scaled.T @ off / len(same) + ridge * b[:-1], off.mean())

    bounds = [_bounds(name) for name in names]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    return found[:-1] / spread, found[-1]


def _bounds(name: str):
    if name in {"length", "cosine"}:  # the cosine levels its root off: pages of one site are alike all over
        return (None, None)
    against = name.endswith("_clash") or name in {"gap", "gap_over_30", "same_publisher"}
    return (None, 0.0) if against else (0.0, None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--bare", action="store_true", help="link the texts alone, without the pipeline")
    parser.add_argument("--split", default="dev")
    chosen = parser.parse_args()
    if chosen.fit:
        fit(chosen.data, bare=chosen.bare)
        return
    for name, value in run(chosen.data, bare=chosen.bare, split=chosen.split).items():
        print(f"{name:28} {value}")


if __name__ == "__main__":
    main()
