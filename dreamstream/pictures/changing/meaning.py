"""The meaning of a clause: the changes its marks come to."""

from __future__ import annotations

from collections.abc import Iterator

from dreamstream.pictures.changing.clause import WATERS, Clause
from dreamstream.pictures.changing.lexicon import Mark
from dreamstream.pictures.changing.wish import Change

_OPPOSITE = {"joy": "sadness", "hope": "sadness", "sadness": "joy", "fear": "peace", "peace": "unease"}
_OPPOSITE |= {"love": "sadness", "anger": "peace", "unease": "peace", "confusion": "peace", "lonely": "company"}
_COMPARED = ("er", "ish")


class Meaning(Clause):
    """One clause, read for what it asks."""

    def changes(self) -> list[Change]:
        """What the clause asks for; nothing where too much of it is not understood."""
        content = [mark for mark in self.marks if mark.content]
        ordered = bool(self.marks) and bool({"verb", "compare", "not", "number"} & self.marks[0].senses.keys())
        if not content or (self.left and (len(self.left) > len(content) or not ordered)):
            return [] if not self.grown() else [Change(act="size", what="subject", amount=self.grown())]
        if "again" in self.every("whole") and len(content) == 1:
            return [Change(act="again")]
        swapped = self._swapped()
        if swapped:
            return swapped
        out = sorted((change for mark in content for change in self._one(mark)), key=lambda change: change.act == "dye")
        if self.left and any(change.act == "replace" for change in out):
            return []  # half understood is not enough to put something else in anybody's place
        if not out and "direction" in content[0].senses and self.verb in ("move", "make", "add", ""):
            out = [self._move("subject")]
        return out

    # what one mark comes to

    def _one(self, mark: Mark) -> Iterator[Change]:
        senses = mark.senses
        sign = self.sign(mark)
        if sign == 0:
            yield Change(act="keep", what=mark.text)
            return
        amount = sign * self.degree
        if "colour" in senses:
            yield self._coloured(mark, senses["colour"], amount)
        elif "hour" in senses:
            if mark is [other for other in self.marks if "hour" in other.senses][-1]:  # "turn day into night"
                yield Change(act="hour", what=senses["hour"], amount=sign)
        elif "phase" in senses:
            yield Change(act="phase", what=senses["phase"] if sign > 0 else "full")
        elif "sky" in senses:
            yield from self._hung(mark, senses["sky"], amount)
        elif "weather" in senses:
            yield from self._air(mark, senses["weather"], amount)
        elif "finish" in senses:
            axis, way = senses["finish"][:-1], 1 if senses["finish"].endswith("+") else -1
            way = -way if "down" in self.ways() else way
            if axis == "bright" and self.part in ("sky", "water", "land"):
                yield Change(
                    act="tint", what="white" if way * amount > 0 else "black", other=self.part, amount=abs(amount)
                )
            else:
                amount *= 2 if self.removes(mark) and axis in ("grain", "edge", "soft") else 1
                yield Change(act="finish", what=axis, amount=way * amount)
        elif "look" in senses:
            yield Change(act="look", what=senses["look"] if sign > 0 else "colour")
        elif "dream" in senses:
            yield Change(act=senses["dream"], amount=amount)
        elif "mood" in senses:
            yield Change(act="mood", what=senses["mood"] if sign > 0 else _OPPOSITE[senses["mood"]])
        elif "season" in senses:
            yield Change(act="season", what=senses["season"] if sign > 0 else "")
        elif "whole" in senses:
            yield from self._whole(senses["whole"], amount)
        elif "near" in senses and not (self.every("number") or self.size):
            gone = sign < 0 or senses["near"] == "none"
            other = senses["near"] if gone and senses["near"] != "none" else ""
            yield Change(act="near", what="none" if gone else senses["near"], other=other)
        elif "thing" in senses or "who" in senses:
            yield from self._thing(mark, senses.get("thing") or senses["who"], amount)
        elif "place" in senses:
            yield from self._place(mark, senses["place"], sign)
        elif "shot" in senses and not (self.nouns() and self.verb in ("move", "make", "add")):
            way = 1 if senses["shot"] == "closer" else -1
            yield Change(act="shot", what=next(iter(self.nouns()), ""), amount=way * amount)
        elif "part" in senses and len([m for m in self.marks if m.content]) == 1:
            yield from self._part(senses["part"], mark, amount)

    def _part(self, name: str, mark: Mark, amount: float) -> Iterator[Change]:
        """More or less of a part, with no colour named."""
        asked = bool(self.every("compare")) or self.verb in ("grow", "shrink", "remove")
        if not asked:
            return
        amount = -abs(amount) if self.verb == "shrink" else amount
        if name == "water":
            yield Change(act="reflections", amount=amount)
        elif name == "sky":
            yield Change(act="horizon", amount=-amount)
        elif name == "all" and mark.text.startswith("colo"):
            yield Change(act="finish", what="vivid", amount=amount)

    def _coloured(self, mark: Mark, name: str, amount: float) -> Change:
        where = {"lamp": "lamp"}.get(self.part, self.part)
        if not where and self.every("sky"):
            where = "lamp" if {"moon", "sun", "lamp"} & set(self.every("sky")) else "sky"
        if not where and self.painted():
            where = "water" if self.painted() in WATERS else "land"
        nouns = self.nouns()
        if not where and nouns:
            return Change(act="dye", what=nouns[-1], other=name, amount=amount)
        compared = mark.text.endswith(_COMPARED) or "more" in self.every("compare") or self.carried == "more"
        plain = amount > 0 and not compared and self.degree >= 1
        return Change(act="colour" if plain else "tint", what=name, other=where or "all", amount=amount)

    def _hung(self, mark: Mark, name: str, amount: float) -> Iterator[Change]:
        if name == "stars":
            size = self.grown() if self.size else 0.0
            yield Change(act="stars", what="none" if self.removes(mark) else "", amount=size or amount)
        elif name in ("moon", "sun", "lamp"):
            if self.removes(mark) and not self.size:
                yield Change(act="lamp", what="none", other=name)
            elif self.hoisted():
                yield Change(act="lampmove", what=name, other=self.hoisted(), amount=self.degree)
            elif self.grown():
                yield Change(act="lampsize", what=name, amount=self.grown())
            elif self.every("direction"):
                yield Change(act="lampmove", what=name, other=self.direction(), amount=self.degree)
            elif name != "lamp" and not self.every("colour") and not (self.every("phase") or self.every("finish")):
                yield Change(act="lamp", what=name)
        elif name == "birds" and self.numbered() and amount > 0:
            yield Change(act="add", what="bird", amount=float(self.numbered()))
        else:
            yield Change(act="extra", what=name, amount=amount)

    def _air(self, mark: Mark, name: str, amount: float) -> Iterator[Change]:
        others = [value for value in self.every("weather") if value != "clear"]
        if name == "clear":
            if not others:
                yield Change(act="weather", what="clear")
        elif "clear" in self.every("weather"):
            yield Change(act="weather", what=name, amount=-2)
        else:
            yield Change(act="weather", what=name, amount=-2 if self.removes(mark) else amount)

    def _whole(self, name: str, amount: float) -> Iterator[Change]:
        if name == "horizon":
            up = -1 if "down" in self.every("direction") or self.verb == "shrink" else 1
            yield Change(act="horizon", amount=up * self.degree)
        elif name in ("mirror", "reflections"):
            yield Change(act=name, amount=amount)

    def _thing(self, mark: Mark, name: str, amount: float) -> Iterator[Change]:
        shown = self.verb in ("", "add", "show") or "more" in self.every("compare")
        if self.sign(mark) < 0:
            yield Change(act="fewer" if self.lessened(mark) else "remove", what=name)
        elif self.hoisted():
            yield Change(act="move", what=name, other=self.hoisted(), amount=self.degree)
        elif self.verb in ("add", "show", "") and self.definite(mark) and self._located(mark):
            return  # "a cat next to the house": where, not what
        elif self.size or (self.verb in ("grow", "shrink")):
            if self.verb in ("add", "show"):
                yield Change(act="add", what=name, other=self.size)
            else:
                yield Change(act="size", what=name, amount=self.grown())
        elif self.every("direction") and not (self.verb in ("add", "show", "") and not self.definite(mark)):
            yield self._move(name)
        elif self.every("shot") and self.verb in ("move", "make", "add"):
            way = "front" if "closer" in self.every("shot") else "back"
            yield Change(act="move", what=name, other=way, amount=self.degree)
        elif self.every("shot") or (self.every("colour") and (self.definite(mark) or self.verb == "make")):
            return
        elif (
            self.verb in ("make", "become")
            and name not in ("subject", "people", "animals", "dreamer")
            and not self.numbered()
        ):
            yield Change(act="replace", what="subject", other=name)
        elif shown or self.numbered():
            name = {"people": "person", "subject": "person", "dreamer": "person", "animals": "dog"}.get(name, name)
            yield Change(act="add", what=name, other=self.direction(), amount=float(self.numbered() or 1))

    def _located(self, mark: Mark) -> bool:
        """Whether something named before it is what the clause is about."""
        return any(
            {"thing", "sky", "weather", "finish"} & other.senses.keys()
            for other in self.marks[: self.marks.index(mark)]
        )

    def _place(self, mark: Mark, name: str, sign: int) -> Iterator[Change]:
        places = [other for other in self.marks if "place" in other.senses]
        if name == "room" and mark is not places[-1]:
            return  # "inside a church" is the church
        if self.definite(mark) and self.verb in ("add", "show") and self._located(mark):
            return  # "a boat on the lake": where, not what
        if self.painted() == name and (self.every("colour") or self.every("finish")):
            return
        if sign < 0:
            if not self.nouns():
                yield Change(act="place", what="outside" if name in ("room", "hall", "cave", "underwater") else "field")
        elif self.verb not in ("remove", "move") or not self.nouns():
            yield Change(act="place", what=name)

    def _move(self, name: str) -> Change:
        return Change(act="move", what=name, other=self.direction(), amount=self.degree)

    def _swapped(self) -> list[Change]:
        """Two names, one to go and one to come."""
        instead = bool(self.every("link")) and "instead" in self.every("link")
        if (not instead and self.verb not in ("replace", "become", "make")) or any(
            m.senses.get("not") for m in self.marks
        ):
            return []
        names = [n for m in self.marks for k in ("thing", "who", "sky") if (n := m.senses.get(k))]
        if len(names) < 2 or self.every("colour") or self.size:
            return []
        leads = instead and "link" in self.marks[0].senses  # "instead of a dog a horse"
        gone, come = (names[1], names[0]) if instead and not leads else (names[0], names[1])
        if come in ("moon", "sun"):
            return [Change(act="lamp", what=come)]
        lights = ("moon", "sun", "lamp", "stars", "milky way", "northern lights", "rainbow", "shooting star", "birds")
        if gone in lights or come in lights:
            return []
        both = [mark for mark in self.named() if self.definite(mark)]
        trade = self.marks[0].text in ("swap", "exchange", "switch") and len(both) == 2
        return [Change(act="exchange" if trade else "replace", what=gone, other=come)]
