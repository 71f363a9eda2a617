"""Which dreams a command means: ids, prefixes, `@1`, a filter, or ids on standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from dreamstream.cli.here import Here
from dreamstream.errors import DreamstreamError, UsageError
from dreamstream.index import dreams

if TYPE_CHECKING:
    from dreamstream.filters import Term

_FACT = re.compile(r"-?[A-Za-z]+(?::|[<>]=?|=)(?=\S)")
#: Facts whose value may be several words.
_NAMES = ("person:", "place:", "tag:", "sign:")
_ID = re.compile(r"d-[0-9a-hjkmnp-tv-z]{1,10}\Z|@[0-9]+\Z")


def one(here: Here, name: str, *, deleted: bool = False) -> tuple[int, str]:
    """(n, id) of the one dream meant. Raises NotFound or Ambiguous."""
    return dreams.resolve(here.journal.db, name, deleted=deleted)


def several(here: Here, names: Iterable[str]) -> list[tuple[int, str]]:
    """(n, id) of every dream named; `-` is ids on standard input."""
    found, asked = [], list(names)
    for name in asked:
        if name == "-":
            found += [one(here, line) for line in piped()]
        else:
            found.append(one(here, name))
    if not found and "-" not in asked:
        raise UsageError("No dream is named.", hint="Name one by id or @1, or pipe ids in and say -.")
    return list(dict.fromkeys(found))


def looks_like_id(word: str) -> bool:
    """Whether the word is an id, a prefix of one, or `@1`."""
    return bool(_ID.match(word))


def chosen(here: Here, words: list[str]) -> list[tuple[int, str]]:
    """The dreams meant by ids, `-`, or a filter; nothing said means nothing chosen."""
    if words == ["-"] or (words and all(_ID.match(word) for word in words)):
        return several(here, words)
    if not words:
        raise UsageError("Nothing is chosen.", hint='Name a dream, say - for ids on input, or a filter like "tag:sea".')
    from dreamstream.index import search  # with the grammar of filters, which an id need not pay for

    condition, values = search.where(term(words))
    return [(int(n), id) for n, id in dreams.ids_of(here.journal.db, condition, values)]


def piped() -> list[str]:
    """The words on standard input, which should be ids."""
    if sys.stdin.isatty():
        raise UsageError("- means ids on standard input, and nothing is piped in.", hint="Name the dreams instead.")
    try:
        return sys.stdin.read().split()
    except UnicodeDecodeError:
        raise DreamstreamError("What came on standard input is no list of ids.", hint="Pipe in ids.") from None


def term(words: list[str] | None) -> Term | None:
    """The filter these words are; a fact whose quotes the shell ate gets them back."""
    from dreamstream import filters

    return filters.parse(" ".join(_requoted(words or [])), now=datetime.now().astimezone())


def _requoted(words: list[str]) -> Iterable[str]:
    for word in words:
        found = _FACT.match(word)
        rest = word[found.end() :] if found else ""
        if not found or " " not in rest or '"' in rest:
            yield word
        elif len(words) > 1 or _is_date(found.group(), rest):
            yield f'{found.group()}"{rest}"'
        elif found.group().lower() in _NAMES:
            # person:"my aunt" and 'person:my aunt' reach us as the same word: whichever of the two was meant is found
            yield f'({found.group()}"{rest}" OR ({word}))'
        else:
            yield word


def _is_date(head: str, rest: str) -> bool:
    """Whether `since:2 weeks ago` is one fact in one argument rather than a fact and two words."""
    if head.lstrip("-").lower() not in ("since:", "until:", "on:"):
        return False
    from dreamstream import dates

    try:
        dates.span(rest, now=datetime.now().astimezone())
    except UsageError:
        return False
    return True
