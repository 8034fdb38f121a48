"""Weights of the evidence, learnt from the labels: `python -m benchmarks.fit` prints them for `trackers.evidence`.

For each labelled row the model chooses between its candidates and none of them (multinomial logistic regression). Ridge
regression keeps the weights small; the three collections count alike, however many labels each has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks import labels
from timeline import dataset
from timeline.trackers import files, load, matching
from timeline.trackers.evidence import WEIGHTS

Floats = npt.NDArray[np.float64]
RIDGE, STEPS, RATE = 0.001, 3000, 0.3


@dataclass(frozen=True)
class Choice:
    """One labelled row: a line of evidence for each candidate and a last one for none, and which are right."""

    collection: str
    half: int
    lines: Floats
    right: Floats


def matchers(data: Path) -> Iterator[tuple[str, matching.Matcher]]:
    """For each collection whose files are there a matcher from which declared ids are hidden."""
    base = dataset.read(data).base
    for name in labels.COLLECTIONS:
        if (labels.FILES / name).is_dir():
            others = load.read(files.folder(labels.FILES / name), base).tables
            yield name, matching.Matcher.of_tables(base.tables, others, declared=False)


def choices(name: str, matcher: matching.Matcher) -> Iterator[Choice]:
    """The labelled rows of one collection. A row whose event is not among its candidates teaches nothing."""
    known = labels.read(name)
    judged: dict[str, dict[str, bool]] = {}
    for (number, incident), same in known.items():
        judged.setdefault(number, {})[incident] = same
    for other in matcher.others:
        said = judged.get(other.row["original_id"], {})
        near = matcher.evidence.near(other) if said else []
        right = np.array([float(said.get(one.id, False)) for one in near] + [float(not any(said.values()))])
        if near and right.any():
            found = [list(matcher.evidence.features(one, other).values()) for one in near]
            lines = np.array([*found, [0.0] * len(WEIGHTS)])
            yield Choice(name, labels.half(name, other.row["original_id"]), lines, right / right.sum())


def weights(rows: Collection[Choice]) -> dict[str, float]:
    """The weights that make the right choices likeliest."""
    lines, right = np.vstack([row.lines for row in rows]), np.concatenate([row.right for row in rows])
    sizes = np.array([len(row.lines) for row in rows])
    starts, owner = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(rows)), sizes)
    worth = _worth(row.collection for row in rows)[owner]
    found = speed = np.zeros(lines.shape[1])
    for _ in range(STEPS):
        odds = lines @ found
        chance = np.exp(odds - np.maximum.reduceat(odds, starts)[owner])
        chance /= np.add.reduceat(chance, starts)[owner]
        speed = 0.9 * speed - RATE * (RIDGE * found - lines.T @ (worth * (right - chance)))
        found = found + speed
    return dict(zip(WEIGHTS, found.round(2).tolist(), strict=True))


def _worth(collections: Iterable[str]) -> Floats:
    """What each row counts: all rows together 1, each collection as much as another."""
    names, place, counts = np.unique(list(collections), return_inverse=True, return_counts=True)
    found: Floats = 1 / (counts[place] * len(names))
    return found


if __name__ == "__main__":
    every = [one for name, matcher in matchers(labels.ROOT / "data") for one in choices(name, matcher)]
    for key, value in weights(every).items():
        print(f'    "{key}": {value},')
