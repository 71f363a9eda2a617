"""One clause of a wish: its marks, and which words rule which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dreamstream.pictures.changing.lexicon import Mark

_ORDERS = ("add", "make", "move", "replace", "remove", "grow", "shrink", "become")
WATERS, _LANDS = ("lake", "sea"), ("mountains", "field", "desert", "forest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a following clause may leave out: "remove the dog and the cat"."""

    verb: str
    compare: str
    part: str


class Clause:
    """The marks of one clause, read together."""

    def __init__(self, marks: Sequence[Mark], before: Frame | None) -> None:
        self.marks = [mark for mark in marks if "filler" not in mark.senses]
        self.raw = list(marks)
        self.left = [mark.text for mark in self.marks if not mark.senses]
        self.degree = float(next(iter(self.every("degree")), "1"))
        verbs = self.every("verb")
        self.verb = verbs[0] if verbs else ""
        compares = self.every("compare")
        self._bare = not verbs and not compares and not self.every("not")
        self.size = next((value for value in compares if value in ("bigger", "smaller")), "")
        part = next(iter(self.every("part")), "")
        carried = before if before and self._bare else None
        if carried and not self._goes_on(carried):
            carried = None
        self.verb = self.verb or (carried.verb if carried else "")
        self.carried = carried.compare if carried else ""
        joined = before.part if before and self.every("colour") and not self.named() else ""
        self.part = part or joined
        signs = [value for value in compares if value in ("more", "less")]
        self.frame = Frame(verb=self.verb, compare=signs[0] if signs else self.carried, part=self.part)

    @property
    def idle(self) -> bool:
        """Nothing was asked: courtesies only."""
        return not self.left and not any(mark.content for mark in self.marks) and self.verb in ("", "show", "make")

    # what rules a mark

    def sign(self, mark: Mark) -> int:
        """-1 for less and without, 0 for a thing to be left as it is, else 1."""
        at = self.marks.index(mark)
        sign, orders, denied, lessened = 1, self.verb, False, self.carried == "less"
        removed = self.verb == "remove" and not self.every("verb")
        for i, other in enumerate(self.marks):
            last = not any(later.content for later in self.marks[i + 1 :])
            if i >= at and not last:
                continue
            senses = other.senses
            if senses.get("not"):
                denied = True
                lessened = lessened or any(raw.text in ("so", "that") for raw in self.raw[self.raw.index(other) :])
            if senses.get("verb") == "remove":
                removed = True
            elif "verb" in senses:
                orders = senses["verb"]
            if senses.get("compare") == "less":
                lessened = True
            elif senses.get("compare") == "more" and i < at:
                lessened = False
        if denied and "enough" in {kind for other in self.marks for kind in other.senses}:
            return 1
        if denied and not lessened:
            if removed or orders in _ORDERS:
                return 0
            if ("finish" in mark.senses or "mood" in mark.senses) and orders == "show":
                return 0
            return -1
        if removed or lessened:
            sign = -1
        if orders == "shrink" and {"finish", "sky", "weather", "look", "mood"} & mark.senses.keys():
            sign = -sign
        return sign

    def removes(self, mark: Mark) -> bool:
        """Gone altogether, rather than less of it."""
        return self.sign(mark) < 0 and not self.lessened(mark)

    def lessened(self, mark: Mark) -> bool:
        at = self.marks.index(mark)
        return self.carried == "less" or any(
            other.senses.get("compare") == "less" and (i < at or not any(late.content for late in self.marks[i + 1 :]))
            for i, other in enumerate(self.marks)
        )

    def grown(self) -> float:
        """How much bigger (below 0: smaller) is asked, 0 where size is not spoken of."""
        way = {"bigger": 1.0, "smaller": -1.0, "": 0.0}[self.size]
        if not way and not self.left:
            way = {"grow": 1.0, "shrink": -1.0}.get(self.verb, 0.0)
        if any(other.senses.get("compare") == "less" for other in self.marks):
            way = -way
        return way * self.degree

    # small questions

    def every(self, kind: str) -> list[str]:
        return [mark.senses[kind] for mark in self.marks if kind in mark.senses]

    def named(self) -> list[Mark]:
        return [mark for mark in self.marks if {"thing", "who", "sky"} & mark.senses.keys()]

    def ways(self) -> list[str]:
        """Directions that are nothing else: "lower" is an order where it comes first."""
        return [m.senses["direction"] for m in self.marks if "direction" in m.senses and "verb" not in m.senses]

    def hoisted(self) -> str:
        """Up or down where something is raised or lowered rather than enlarged."""
        for mark in self.marks:
            if "verb" in mark.senses and mark.text in ("raise", "lower"):
                return "up" if mark.text == "raise" else "down"
        return ""

    def nouns(self) -> list[str]:
        return [m.senses.get("thing") or m.senses["who"] for m in self.marks if {"thing", "who"} & m.senses.keys()]

    def numbered(self) -> int:
        return int(next(iter(self.every("number")), "0"))

    def direction(self) -> str:
        return next(iter(self.every("direction")), "")

    def definite(self, mark: Mark) -> bool:
        """Whether the word before it points at something that is there already."""
        at = self.raw.index(mark)
        return at > 0 and self.raw[at - 1].text.split()[-1] in ("the", "this", "that", "my")

    def painted(self) -> str:
        """The land whose colour is spoken of: "make the sea greener"."""
        for mark in self.marks:
            name = mark.senses.get("place", "")
            if name in (*WATERS, *_LANDS) and self.definite(mark) and self.verb in ("make", ""):
                return name
        return ""

    def _goes_on(self, before: Frame) -> bool:
        """Whether the clause is a bare name or colour that leans on the one before."""
        if before.verb == "remove":
            return bool({"thing", "who", "sky", "weather", "near"} & {kind for m in self.marks for kind in m.senses})
        return any(mark.content for mark in self.marks)
