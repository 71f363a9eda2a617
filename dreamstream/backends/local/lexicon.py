"""The word lists as look-up tables: read once, no regular expressions, so a dream costs one look-up a word.

An alternation of three thousand words takes `re` longer to compile than a hundred dreams take to read.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

#: An idiom that looks like a sign: it uses up its words and says nothing.
NOTHING = -1
_EMPTY: frozenset[str] = frozenset()
_FAINTLY = 0.4
_WEAK = 0.5  #: one alone does not make a sign
_FAINT = 0.05  #: colours the mood, states nothing
_marked = re.compile(r"[@(\[/]").search


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One sign, or one feeling: what it is called and what it feeds."""

    label: str
    kind: str
    weight: float = 1.0
    parent: str = ""  #: the wider sign that holds too
    beside: str = ""  #: the wider sign that need not hold, and is not shown beside this one
    patterns: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What must not, or must, stand around a form."""

    not_after: frozenset[str] = _EMPTY
    not_before: frozenset[str] = _EMPTY
    only_after: frozenset[str] = _EMPTY
    only_before: frozenset[str] = _EMPTY
    near: frozenset[str] = _EMPTY  #: one of these among the three words before
    not_near: frozenset[str] = _EMPTY  #: none of these among them

    def and_not_after(self, words: frozenset[str]) -> Guard:
        """The same guard, kept from more words."""
        return replace(self, not_after=self.not_after | words)


#: What a form gives: the entry's number, how much it counts, and the guard it stands under.
Hit = tuple[int, float, Guard | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One list, ready to be looked up; a phrase is its words with one blank between."""

    entries: tuple[Entry, ...]
    forms: dict[str, list[Hit]]
    longest: dict[str, int]  #: a phrase's first word: how many words its longest phrase has


@functools.cache
def signs() -> Lexicon:
    """The dream signs."""
    raw = _load("lexicon.en.toml")
    build = _Builder(_classes(raw["classes"]))
    for sign in raw["sign"]:
        entry = Entry(
            label=sign["label"],
            kind=sign["kind"],
            weight=sign["weight"],
            parent=sign.get("parent", ""),
            beside=sign.get("beside", ""),
            patterns=tuple(_feeds(sign["patterns"])),
        )
        build.add(entry, sign["forms"], sign.get("weak", ""), guards=sign.get("guards", ""))
    build.put(NOTHING, raw["nothing"]["forms"], 0.0, {})
    return build.done()


@functools.cache
def numbers() -> dict[str, int]:
    """The number of the sign with this label."""
    return {entry.label: number for number, entry in enumerate(signs().entries)}


def wider(label: str) -> frozenset[str]:
    """The signs that are not shown beside this one."""
    number = numbers().get(label)
    entry = signs().entries[number] if number is not None else None
    return frozenset((entry.parent, entry.beside)) - {""} if entry else _EMPTY


@functools.cache
def feelings() -> Lexicon:
    """The stated feelings."""
    raw = _load("feelings.en.toml")
    build = _Builder(_classes(raw["classes"]))
    for name, lists in raw["feeling"].items():
        entry = Entry(label=name, kind="feeling", patterns=tuple(_feeds(lists["patterns"])))
        build.add(entry, lists["strong"], lists["weak"], lists["faint"], lists.get("guards", ""))
    return build.done()


@functools.cache
def waking() -> Lexicon:
    """The phrases with which a teller steps out of the dream."""
    build = _Builder({})
    build.put(0, _load("small.en.toml")["waking"]["phrases"], 1.0, {})
    return build.done()


@functools.cache
def small(room: str, name: str) -> frozenset[str]:
    """A set of small words."""
    return frozenset(_load("small.en.toml")[room][name].split())


class _Builder:
    def __init__(self, classes: Mapping[str, frozenset[str]]) -> None:
        self._classes = classes
        self._entries: list[Entry] = []
        self._forms: dict[str, list[Hit]] = {}
        self._longest: dict[str, int] = {}

    def add(self, entry: Entry, forms: str, weak: str = "", faint: str = "", guards: str = "") -> None:
        number = len(self._entries)
        self._entries.append(entry)
        rules = dict(self._guard(line) for line in guards.strip().splitlines())
        every = rules.get("*")
        if every:  # what holds for every form holds beside its own guard
            rules = {form: guard.and_not_after(every.not_after) for form, guard in rules.items()}
        self.put(number, forms, 1.0, rules)
        self.put(number, weak, _WEAK, rules)
        self.put(number, faint, _FAINT, rules)

    def put(self, number: int, forms: str, count: float, rules: Mapping[str, Guard]) -> None:
        table, longest, every = self._forms, self._longest, rules.get("*")
        for form in forms.replace("\n", " ").replace("-", " ").split(","):
            form = form.strip()
            for spelling in self._spellings(form) if _marked(form) else (form,):
                known = table.get(spelling)
                if known is None:
                    known = table[spelling] = []
                    if " " in spelling:
                        first = spelling[: spelling.index(" ")]
                        longest[first] = max(longest.get(first, 0), spelling.count(" ") + 1)
                elif known[-1][0] == number:
                    continue  # listed twice for one sign: it counts once, at its stronger place
                known.append((number, count, (rules.get(form) or rules.get(spelling) or every) if rules else None))

    def done(self) -> Lexicon:
        self._forms.pop("", None)  # a comma at the end of a line
        return Lexicon(entries=tuple(self._entries), forms=self._forms, longest=self._longest)

    def _spellings(self, form: str) -> Iterable[str]:
        return map(" ".join, itertools.product(*map(self._choices, form.split())))

    def _choices(self, word: str) -> Iterable[str]:
        return self._classes[word[1:]] if word.startswith("@") else _spell(word)

    def _guard(self, line: str) -> tuple[str, Guard]:
        form, _, rule = line.partition(":")
        parts: dict[str, frozenset[str]] = {}
        for part in rule.split(";"):
            words = part.split()
            name = words.pop(0) if words[0] == "near" else "_".join((words.pop(0), words.pop(0)))
            parts[name] = frozenset(choice for word in words for choice in self._choices(word))
        return form.strip(), Guard(**parts)


def _spell(form: str) -> tuple[str, ...]:
    """`dog(s)` is dog and dogs; `famil[y|ies]` has no bare stem; `wolf/wolves` is both."""
    if "(" not in form and "[" not in form and "/" not in form:
        return (form,)
    words: list[str] = []
    for part in form.split("/"):
        stem, bracket, endings = part.rstrip(")]").replace("[", "(-|").partition("(")
        choices = endings.split("|") if bracket else []
        words += [stem + ending for ending in (choices[1:] if choices[:1] == ["-"] else ["", *choices])]
    return tuple(words)


def _classes(raw: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in raw.items()}


def _feeds(patterns: str) -> Iterator[tuple[str, float]]:
    """`body feelings?`: feeds body, and feelings faintly."""
    for name in patterns.split():
        yield (name[:-1], _FAINTLY) if name.endswith("?") else (name, 1.0)


@functools.cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
