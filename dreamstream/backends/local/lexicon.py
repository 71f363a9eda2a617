"""The word lists as look-up tables: read once, no regular expressions, so a dream costs one look-up a word.

An alternation of three thousand words takes `re` longer to compile than a hundred dreams take to read.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping

from dreamstream.backends.local import tables

#: An idiom that looks like a sign: it uses up its words and says nothing.
NOTHING = -1
_EMPTY: frozenset[str] = frozenset()
_FAINTLY = 0.4
_WEAK = 0.5  #: one alone does not make a sign
_FAINT = 0.05  #: colours the mood, states nothing
_MARKS = frozenset("@([/")


class Entry:
    """One sign, or one feeling: what it is called and what it feeds."""

    __slots__ = ("beside", "kind", "label", "parent", "patterns", "weight")

    def __init__(
        self,
        *,
        label: str,
        kind: str,
        weight: float = 1.0,
        parent: str = "",
        beside: str = "",
        patterns: tuple[tuple[str, float], ...] = (),
    ) -> None:
        self.label = label
        self.kind = kind
        self.weight = weight
        self.parent = parent  #: the wider sign that holds too
        self.beside = beside  #: the wider sign that need not hold, and is not shown beside this one
        self.patterns = patterns


class Guard:
    """What must not, or must, stand around a form."""

    __slots__ = ("near", "not_after", "not_before", "not_near", "only_after", "only_before")

    def __init__(
        self,
        *,
        not_after: frozenset[str] = _EMPTY,
        not_before: frozenset[str] = _EMPTY,
        only_after: frozenset[str] = _EMPTY,
        only_before: frozenset[str] = _EMPTY,
        near: frozenset[str] = _EMPTY,
        not_near: frozenset[str] = _EMPTY,
    ) -> None:
        self.not_after = not_after
        self.not_before = not_before
        self.only_after = only_after
        self.only_before = only_before
        self.near = near  #: one of these among the three words before
        self.not_near = not_near  #: none of these among them


#: What a form gives: the entry's number, how much it counts, and the guard it stands under, as the file spells it.
Hit = tuple[int, float, str | None]


class Lexicon:
    """One list, ready to be looked up; a phrase is its words with one blank between."""

    __slots__ = ("classes", "entries", "forms", "guards", "longest")

    def __init__(
        self,
        *,
        entries: tuple[Entry, ...],
        forms: dict[str, tuple[Hit, ...]],
        longest: dict[str, int],
        classes: dict[str, frozenset[str]],
        guards: dict[str, Guard],
    ) -> None:
        self.entries = entries
        self.forms = forms
        self.longest = longest  #: a phrase's first word: how many words its longest phrase has
        self.classes = classes
        self.guards = guards  #: those that were asked for: most dreams meet a few of the hundreds

    def guard(self, rule: str) -> Guard:
        """The guard a rule of the file spells; what holds for every form of the sign stands on its second line."""
        known = self.guards.get(rule)
        if known is None:
            own, _, every = rule.partition("\n")
            known = _guard(own, self.classes)
            if every:  # it keeps to what comes before: the rest is the form's own
                known.not_after |= _guard(every, self.classes).not_after
            self.guards[rule] = known
        return known


@functools.cache
def signs() -> Lexicon:
    """The dream signs."""
    rooms = tables.rooms("lexicon.en.toml")
    build = _Builder(rooms)
    for room, raw in rooms:
        if room == "[sign]":
            entry = Entry(
                label=raw["label"],
                kind=raw["kind"],
                weight=float(raw["weight"]),
                parent=raw.get("parent", ""),
                beside=raw.get("beside", ""),
                patterns=tuple(_feeds(raw["patterns"])),
            )
            build.add(entry, raw["forms"], raw.get("weak", ""), guards=raw.get("guards", ""))
        elif room == "nothing":
            nothing = raw["forms"]
    build.put(NOTHING, nothing, 0.0, {})
    return build.done()


@functools.cache
def numbers() -> dict[str, int]:
    """The number of the sign with this label."""
    return {entry.label: number for number, entry in enumerate(signs().entries)}


@functools.cache
def feelings() -> Lexicon:
    """The stated feelings."""
    rooms = tables.rooms("feelings.en.toml")
    build = _Builder(rooms)
    for room, raw in rooms:
        if room.startswith("feeling."):
            entry = Entry(label=room[8:], kind="feeling", patterns=tuple(_feeds(raw["patterns"])))
            build.add(entry, raw["strong"], raw["weak"], raw["faint"], raw.get("guards", ""))
    return build.done()


@functools.cache
def waking() -> Lexicon:
    """The phrases with which a teller steps out of the dream."""
    build = _Builder(())
    build.put(0, _small()["waking"]["phrases"], 1.0, {})
    return build.done()


@functools.cache
def small(room: str, name: str) -> frozenset[str]:
    """A set of small words."""
    return frozenset(_small()[room][name].split())


@functools.cache
def _small() -> dict[str, tables.Room]:
    return dict(tables.rooms("small.en.toml"))


class _Builder:
    def __init__(self, rooms: Iterable[tuple[str, tables.Room]]) -> None:
        raw = next((room for name, room in rooms if name == "classes"), {})
        self._classes = {name: frozenset(words.split()) for name, words in raw.items()}
        self._entries: list[Entry] = []
        self._forms: dict[str, tuple[Hit, ...]] = {}
        self._longest: dict[str, int] = {}

    def add(self, entry: Entry, forms: str, weak: str = "", faint: str = "", guards: str = "") -> None:
        number = len(self._entries)
        self._entries.append(entry)
        rules: dict[str, str] = {}
        for line in guards.splitlines():
            form, _, rule = line.partition(":")
            rules[form.strip()] = rule
        if every := rules.get("*"):  # what holds for every form holds beside its own guard
            rules = {form: f"{rule}\n{every}" if form != "*" else rule for form, rule in rules.items()}
        self.put(number, forms, 1.0, rules)
        if weak:
            self.put(number, weak, _WEAK, rules)
        if faint:
            self.put(number, faint, _FAINT, rules)

    def put(self, number: int, forms: str, count: float, rules: Mapping[str, str]) -> None:
        table, longest = self._forms, self._longest
        plain = ((number, count, rules.get("*")),)  # one for all: thousands of small tuples cost more than the reading
        found: dict[str, tuple[Hit, ...]] = {}
        for form in map(str.strip, forms.replace("\n", " ").replace("-", " ").split(",")):
            if form.isalpha():
                found[form] = plain
            elif form.endswith("(s)") and form[:-3].isalpha():
                found[form[:-3]] = found[form[:-3] + "s"] = plain
            elif _MARKS.isdisjoint(form):
                found[form] = plain
                first, _, more = form.partition(" ")
                if more and longest.get(first, 0) < (size := more.count(" ") + 2):
                    longest[first] = size
            else:
                found |= dict.fromkeys(self._spellings(form), plain)
                first, _, more = form.partition(" ")
                for word in _choices(first, self._classes) if more else ():
                    longest[word] = max(longest.get(word, 0), more.count(" ") + 2)
        for form, rule in rules.items():
            for spelling in self._spellings(form) if form != "*" else ():
                if spelling in found:
                    found[spelling] = ((number, count, rule),)
        if table.keys().isdisjoint(found):
            table.update(found)
            return
        for spelling, hit in found.items():
            known = table.get(spelling)
            if known is None:
                table[spelling] = hit
            elif known[-1][0] != number:  # listed twice for one sign: it counts once, at its stronger place
                table[spelling] = known + hit

    def done(self) -> Lexicon:
        self._forms.pop("", None)  # a comma at the end of a line
        return Lexicon(
            entries=tuple(self._entries), forms=self._forms, longest=self._longest, classes=self._classes, guards={}
        )

    def _spellings(self, form: str) -> Iterable[str]:
        words = form.split()
        if len(words) == 1:
            return _choices(form, self._classes)
        return map(" ".join, itertools.product(*(_choices(word, self._classes) for word in words)))


def _choices(word: str, classes: Mapping[str, frozenset[str]]) -> Iterable[str]:
    return classes[word[1:]] if word.startswith("@") else _spell(word)


def _guard(rule: str, classes: Mapping[str, frozenset[str]]) -> Guard:
    parts: dict[str, frozenset[str]] = {}
    for part in rule.split(";"):
        words = part.split()
        name = words.pop(0) if words[0] == "near" else "_".join((words.pop(0), words.pop(0)))
        parts[name] = frozenset(choice for word in words for choice in _choices(word, classes))
    return Guard(**parts)


def _spell(form: str) -> tuple[str, ...]:
    """`dog(s)` is dog and dogs; `famil[y|ies]` has no bare stem; `wolf/wolves` is both."""
    if _MARKS.isdisjoint(form):
        return (form,)
    words: list[str] = []
    for part in form.split("/"):
        stem, bracket, endings = part.rstrip(")]").replace("[", "(-|").partition("(")
        choices = endings.split("|") if bracket else []
        words += [stem + ending for ending in (choices[1:] if choices[:1] == ["-"] else ["", *choices])]
    return tuple(words)


def _feeds(patterns: str) -> Iterator[tuple[str, float]]:
    """`body feelings?`: feeds body, and feelings faintly."""
    for name in patterns.split():
        yield (name[:-1], _FAINTLY) if name.endswith("?") else (name, 1.0)
