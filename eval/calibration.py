"""Is p_attribution what it says? python eval/calibration.py --data ../shared/data

Reads `eval/chains/gate`, on which nothing was fitted, with the thorough setting, and asks of every attribution whether gold has it
(content and source at a token Jaccard of .5). Prints the share that is right for each tenth of p_attribution; the figure
is the mean gap between the two, weighted by how many attributions fall into a tenth (expected calibration error).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chains_figures import SET, linked, texts
from common import main, scorer
from reportedly.ingest import report_from_text
from reportedly.pipeline import Reader

if TYPE_CHECKING:
    from pathlib import Path

Judged = list[tuple[float, bool]]


def judged(data: Path) -> Judged:
    """(p_attribution, right) of every attribution found in the gate half."""
    metric, reader = scorer(data, "attribution_score"), Reader.default(setting="thorough")
    found: Judged = []
    for text in texts(SET / "gate"):
        reading = reader.read(report_from_text(text.text, id=text.id, publisher=text.publisher))
        right = {id(a) for _, a in linked(text, reading, metric)}
        found += [(a.p_attribution, id(a) in right) for a in reading.attributions]
    return found


def tenths(found: Judged) -> list[tuple[float, int, float, float]]:
    """(lower edge, how many, mean p, share right) of each tenth that holds something."""
    rows = []
    for k in range(10):
        inside = [(p, right) for p, right in found if min(9, int(p * 10)) == k]
        if inside:
            n = len(inside)
            rows.append((k / 10, n, sum(p for p, _ in inside) / n, sum(right for _, right in inside) / n))
    return rows


def run(data: Path) -> dict[str, float]:
    rows = tenths(judged(data))
    total = sum(n for _, n, _, _ in rows)
    for low, n, p, right in rows:
        print(f"{low:.1f}  {n:4d}  mean p {p:.2f}  right {right:.2f}")
    gap = sum(n * abs(p - right) for _, n, p, right in rows) / max(1, total)
    return {"attributions": total, "gap": round(100 * gap, 1), "calibrated": round(100 - 100 * gap, 1)}


if __name__ == "__main__":
    main(run, __doc__)
