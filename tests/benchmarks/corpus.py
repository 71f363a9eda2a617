"""Dreams to measure with: the public series where they are, made-up ones where they are not."""

from __future__ import annotations

import csv
import itertools
import os
import random
from collections.abc import Iterator
from pathlib import Path

_TEXT = """\
I was in a house with my mother and the water rose over the stairs while a dog ran after the train and somebody I knew
from school said that we were late so I flew across the lake and saw a door in the wall of an old hotel where people
danced in the dark and I could not find the way home before the storm came"""
_WORDS = _TEXT.split()


def dreams(shared: str | None) -> list[str]:
    """The texts: every series under `<shared>/data/dreambank`, else 4,000 made-up ones of about 117 words."""
    found: list[str] = []
    if shared:
        csv.field_size_limit(1 << 24)
        for path in sorted(Path(shared, "data", "dreambank").glob("*.tsv")):
            with path.open(encoding="utf-8", newline="") as file:
                found += [row["dream"] for row in csv.DictReader(file, delimiter="\t") if row["dream"].strip()]
    if not found:
        dice = random.Random(7)
        found = [" ".join(dice.choices(_WORDS, k=dice.randint(20, 300))) for _ in range(4000)]
    return found


def replicated(texts: list[str], count: int) -> Iterator[tuple[str, str]]:
    """(n, text): the texts again and again, each repeat with a word of its own, so that none is a copy."""
    for n, text in enumerate(itertools.islice(itertools.cycle(texts), count)):
        copy = n // len(texts)
        yield f"{n:07d}", f"{text} copy{copy:04d}x{n % len(texts):05d}" if copy else text


def write(path: Path, texts: list[str], count: int) -> None:
    """A series of `count` dreams as DreamBank's own files look."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
        rows.writerow(("n", "date", "dream"))
        for n, text in replicated(texts, count):
            rows.writerow((n, f"({1960 + int(n) % 60}-{int(n) % 12 + 1:02d}-{int(n) % 28 + 1:02d})", text))


def shared() -> str | None:
    """The folder of evaluation data, where the environment names it."""
    return os.environ.get("DREAMSTREAM_SHARED")
