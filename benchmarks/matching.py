"""How well rows of other trackers are matched, on pairs labelled by hand; `python -m benchmarks matching` prints it.

Two figures for each collection: with the weights as shipped, which were fitted on all labels, and held out: each row judged
with weights fitted on the other half of the rows, so that none is judged by what was learnt from it. Declared ids are hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks import fit, labels
from benchmarks.report import Row
from timeline.trackers.evidence import WEIGHTS
from timeline.trackers.matching import SURE, Match, Matcher

PRECISION, RECALL = 0.97, 0.85


def rows(data: Path = labels.ROOT / "data") -> list[Row]:
    """The figures for each collection whose files are there; the others are left out, and said so."""
    matchers = dict(fit.matchers(data))
    every = [one for name, matcher in matchers.items() for one in fit.choices(name, matcher)]
    learnt = {half: fit.weights([one for one in every if one.half == half]) for half in (0, 1)}
    missing = [name for name in labels.COLLECTIONS if name not in matchers]
    found = [Row(f"{name}: not measured, no files at ../shared/trackers/{name}", 0.0, "") for name in missing]
    for name, matcher in matchers.items():
        found += _measured(name, matcher, learnt)
    return found


def _measured(name: str, matcher: Matcher, learnt: dict[int, dict[str, float]]) -> list[Row]:
    known = {pair: same for pair, same in labels.read(name).items() if pair[1] in matcher.by_id}
    shipped = _matches(matcher, WEIGHTS)
    other = {half: _matches(matcher, learnt[1 - half]) for half in learnt}
    held = [one for half, found in other.items() for one in found if labels.half(name, one.original_id) == half]
    offered, true = {_pair(one) for one in shipped}, {pair for pair, same in known.items() if same}
    return [
        *_rows(f"{name}, weights as shipped", known, _counted(shipped)),
        *_rows(f"{name}, held out", known, _counted(held)),
        Row(f"{name}: share of true pairs offered to the reader", len(offered & true) / max(len(true), 1), ""),
        Row(f"{name}: pairs that count and are not labelled", float(len(_counted(shipped) - known.keys())), ""),
    ]


def _matches(matcher: Matcher, weights: dict[str, float]) -> list[Match]:
    matcher.evidence.weights = weights
    return list(matcher.matches())


def _pair(one: Match) -> tuple[str, str]:
    return one.original_id, one.incident_id


def _counted(found: Iterable[Match]) -> set[tuple[str, str]]:
    return {_pair(one) for one in found if one.best and one.score >= SURE}


def _rows(what: str, known: labels.Labels, counted: set[tuple[str, str]]) -> list[Row]:
    true = {pair for pair, same in known.items() if same}
    right, wrong = len(counted & true), len(counted & known.keys() - true)
    precision, recall = right / max(right + wrong, 1), right / max(len(true), 1)
    pairs = f"{what} ({len(true)} pairs that are one event, {len(known) - len(true)} that are not)"
    return [
        Row(f"{pairs}: precision", precision, "", limit=f"at least {PRECISION}", holds=precision >= PRECISION),
        Row(f"{pairs}: recall", recall, "", limit=f"at least {RECALL}", holds=recall >= RECALL),
    ]
