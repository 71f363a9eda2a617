"""How tall things are in the waking world: a dog is no higher than the house it stands beside."""

from __future__ import annotations

from collections.abc import Sequence

from dreamstream.pictures.shapes import traits

#: metres; what is not here has the size its dream gives it
METRES = {
    **traits.METRES,
    "person": 1.75,
    "woman": 1.7,
    "man": 1.8,
    "child": 1.25,
    "old woman": 1.65,
    "runner": 1.8,
    "dancer": 1.8,
    "family": 1.75,
    "couple": 1.75,
    "crowd": 1.8,
    "dog": 0.75,
    "wolf": 0.95,
    "cat": 0.5,
    "horse": 2.2,
    "elephant": 3.2,
    "cow": 1.6,
    "bear": 1.9,
    "house": 7.0,
    "tower": 26.0,
    "church": 24.0,
    "school": 13.0,
    "castle": 30.0,
    "lighthouse": 26.0,
    "windmill": 16.0,
    "ruin": 9.0,
    "stage": 6.0,
    "gate": 3.0,
    "grave": 1.3,
    "train": 4.0,
    "car": 1.6,
    "bus": 3.2,
    "truck": 3.4,
    "bicycle": 1.2,
    "tree": 10.0,
    "bare tree": 10.0,
    "pine": 15.0,
    "palm": 9.0,
    "street lamp": 5.0,
    "fire": 2.0,
    "suitcase": 0.7,
    "bed": 1.1,
    "piano": 1.4,
}
_UNDER, _OVER = 2.0, 1.25  #: how far from the truth a dream may go before it looks like a mistake
_LEAST = 0.075  #: lower than this nobody sees what it is
_HUMAN = 0.1  #: and nobody sees who it is


def agreed(names: Sequence[str], heights: Sequence[float], people: Sequence[bool]) -> list[float]:
    """Heights (shares of the canvas) brought near their true relation to the first known one."""
    first = next(((METRES[name], high) for name, high in zip(names, heights, strict=True) if name in METRES), None)
    out = []
    for i, (name, high) in enumerate(zip(names, heights, strict=True)):
        if i and first and name in METRES:
            true = first[1] * METRES[name] / first[0]
            # what is truly larger grows a little, and else stands farther back
            high = min(max(high, min(true / _UNDER, high * 1.35)), true * _OVER)
            high = max(high, _HUMAN if people[i] else _LEAST)
        out.append(high)
    return out


def beside(name: str, high: float, usual: float) -> float:
    """How tall somebody small is beside the subject: near the truth where the truth is known."""
    if name not in METRES:
        return usual
    return min(max(high * METRES["person"] / METRES[name] / 1.4, 0.085), 0.165)


def steps_back(names: Sequence[str], heights: Sequence[float]) -> list[float]:
    """How near each stands to the eye, 1 the nearest: what is drawn small for its size stands farther back."""
    grown = [high / METRES[name] if name in METRES else 0.0 for name, high in zip(names, heights, strict=True)]
    most = max(grown, default=0.0)
    return [max(0.42, one / most) if one else 1.0 for one in grown]
