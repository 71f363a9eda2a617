"""The one filter grammar: text in, a tree out; what the tree means in rows is the index's business.

    any    = all ("OR" all)*
    all    = one ("AND"? one)*          a space is AND
    one    = ("NOT" | "-")* ( "(" any ")" | "words in quotes" | field:value | field>=n | since:day | word )

Words stay words: no script and no sign in them is an operator, only OR, AND and NOT in capitals are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from dreamstream import dates
from dreamstream.errors import UsageError
from dreamstream.lists import DREAM_TYPES, EMOTIONS, FIELDS, JOB_STATUSES, KINDS, OUTPUT_STATUSES, PATTERNS

#: Filters are typed by hand; past these it is a paste, and SQLite stops at 1,000 levels of AND.
MAX_LENGTH, MAX_TERMS, MAX_DEPTH = 10_000, 256, 64
EDGES = ("since", "until", "on")
#: Highest value of the fields that count.
NUMBERS = {"lucid": 5, "stress": 100}
CLOSED = {
    "type": DREAM_TYPES,
    "emotion": EMOTIONS,
    "pattern": PATTERNS,
    "kind": KINDS,
    "has": KINDS,
    "status": tuple(dict.fromkeys(JOB_STATUSES + OUTPUT_STATUSES)),
}
_YES = {**dict.fromkeys(("yes", "y", "true"), "yes"), **dict.fromkeys(("no", "n", "false"), "no")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One bare word, whatever its script and signs."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that stand together."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A fact compared: `lucid:yes` and `draft:no` are words, `lucid>=3` and `stress:40` numbers."""

    name: str
    op: str  #: ":" ">=" "<=" ">" "<" or "="
    value: str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Nights since, until or on a stretch of days; both ends belong to it."""

    edge: str  #: since, until or on
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """Everything the term is not."""

    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """Two or more terms that all hold."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """Two or more terms of which one is enough."""

    terms: tuple[Term, ...]


Term = Word | Phrase | Field | Dates | Not | And | Or
_Token = str | Word | Phrase | Field | Dates
_OPERATORS = ("OR", "AND", "NOT")
_TOKEN = re.compile(
    r'\s+|(?P<bracket>[()])|(?P<minus>-)(?=[^\s)-])|"(?P<phrase>[^"]*)"'
    r'|(?P<name>[A-Za-z][A-Za-z0-9_-]*)(?P<op>:|>=|<=|>|<|=)(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"()]*))'
    r'|(?P<word>[^\s"()]+)'
)
_QUOTE = 'To look for the words themselves, put them in quotes: "like this".'


def parse(text: str, *, now: datetime) -> Term | None:
    """The tree for a filter, None for an empty one; its dates are seen from `now`.

    Raises UsageError for a field, a value or a form that is none, saying what would be.
    """
    if len(text) > MAX_LENGTH:
        raise UsageError(f"A filter of {len(text):,} characters is too long.", hint=f"Keep it under {MAX_LENGTH:,}.")
    if re.search("[\ud800-\udfff\0]", text):
        raise UsageError("This filter holds bytes that are no text in any alphabet.", hint="Type it as UTF-8.")
    tokens = _tokens(text, now)
    if sum(not isinstance(token, str) for token in tokens) > MAX_TERMS:
        raise UsageError("This filter has too many terms.", hint=f"Use at most {MAX_TERMS}, or quote a phrase.")
    if not tokens:
        return None
    tokens.reverse()
    term = _any(tokens, 0)
    if tokens:
        raise UsageError('A ")" here closes nothing.', hint=f'Take it out or add the "(" it belongs to. {_QUOTE}')
    return term


def _any(rest: list[_Token], depth: int) -> Term:
    terms = [_all(rest, depth)]
    while rest and rest[-1] == "OR":
        rest.pop()
        terms.append(_all(rest, depth))
    return terms[0] if len(terms) == 1 else Or(terms=tuple(terms))


def _all(rest: list[_Token], depth: int) -> Term:
    terms = [_one(rest, depth)]
    while rest and rest[-1] not in (")", "OR"):
        if rest[-1] == "AND":
            rest.pop()
        terms.append(_one(rest, depth))
    return terms[0] if len(terms) == 1 else And(terms=tuple(terms))


def _one(rest: list[_Token], depth: int) -> Term:
    negated = False
    while rest and rest[-1] in ("NOT", "-"):
        negated = not negated
        rest.pop()
    token = rest.pop() if rest else None
    if token is None or token in (")", "OR", "AND"):
        raise UsageError(
            f"Something is missing {'at the end' if token is None else f'before {token}'} of this filter.",
            hint=f"OR, AND, NOT and brackets need a term on either side. {_QUOTE}",
        )
    if token == "(":
        if depth >= MAX_DEPTH:
            raise UsageError(f"Brackets are more than {MAX_DEPTH} deep.", hint="Say it with fewer brackets.")
        term = _any(rest, depth + 1)
        if not rest:
            raise UsageError('A "(" is never closed.', hint=f'Add the ")" it needs. {_QUOTE}')
        rest.pop()
    else:
        assert not isinstance(token, str)
        term = token
    return Not(term=term) if negated else term


def _tokens(text: str, now: datetime) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or (found["bare"] == "" and text[found.end() : found.end() + 1] == '"'):
            raise UsageError("A quotation mark is never closed.", hint='Write "words in quotes" with two of them.')
        at = found.end()
        if found.lastgroup is not None:
            tokens.append(_token(found, now))
    return tokens


def _token(found: re.Match[str], now: datetime) -> _Token:
    if found["name"]:
        value = found["bare"] if found["quoted"] is None else found["quoted"].strip()
        return _fact(found["name"].lower(), found["op"], value, now) or _unknown(found)
    if found["phrase"] is not None:
        if not found["phrase"].strip():
            raise UsageError("There is nothing between these quotation marks.", hint="Write words there.")
        return Phrase(text=found["phrase"])
    if found["word"] and found["word"] not in _OPERATORS:
        return Word(text=found["word"])
    return found[0]


def _fact(name: str, op: str, value: str, now: datetime) -> Field | Dates | None:
    """What `name`, `op` and `value` say; None where there is no such field."""
    if name not in FIELDS and name not in EDGES:
        return None
    if not value:
        raise UsageError(f"{name}{op} needs a value right behind it.", hint=_example(name))
    if op not in (":", "=") and name not in NUMBERS:
        hint = "Use since: and until: for a stretch of nights." if name in ("night", *EDGES) else _example(name)
        raise UsageError(f"{name} is nothing to count, so {name}{op} has no answer.", hint=hint)
    if name in EDGES:
        first, last = dates.span(value, now=now)
        return Dates(edge=name, first=first, last=last)
    return Field(name=name, op=op, value=_value(name, op, value, now))


def _value(name: str, op: str, value: str, now: datetime) -> str | int:
    folded = value.lower()
    if name in NUMBERS:
        if name == "lucid" and op in (":", "=") and folded in _YES:
            return _YES[folded]
        if not re.fullmatch("[0-9]{1,3}", value) or int(value) > NUMBERS[name]:
            words = "yes, no or " if name == "lucid" else ""
            raise UsageError(f"{name} is {words}a number from 0 to {NUMBERS[name]}.", hint=_example(name))
        return int(value)
    if name == "draft":
        return _YES[folded] if folded in _YES else _choose(name, folded, ("yes", "no"))
    if name == "night":
        at = dates.parse(value, now=now).at
        return dates.night(at) or at
    return _choose(name, folded, CLOSED[name]) if name in CLOSED else value


def _choose(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value in allowed:
        return value
    near = _nearest(value, allowed)
    raise UsageError(
        f"{name} is one of {', '.join(allowed)}.",
        hint=f"Did you mean {name}:{near}?" if near else f"Write {name}:{allowed[0]}, for one.",
    )


def _unknown(found: re.Match[str]) -> Word:
    """The word that merely holds a colon: `Mother:`, `http://x`, `a=b`; raises UsageError for a would-be field."""
    name, value = found["name"].lower(), found["bare"]
    near = _nearest(name, (*FIELDS, *EDGES))
    if value == "" or (value or "").startswith("//") or (found["op"] != ":" and not near):
        return Word(text=found[0])
    guess = f"Did you mean {near}{found['op']}? " if near else ""
    fields = ", ".join((*FIELDS, *EDGES))
    raise UsageError(f"There is no field {name}; there are {fields}.", hint=guess + _QUOTE)


def _nearest(word: str, words: tuple[str, ...]) -> str:
    import difflib

    return (difflib.get_close_matches(word[:40], words, 1, 0.7) or [""])[0]


def _example(name: str) -> str:
    examples = {"lucid": "lucid:yes or lucid>=3", "stress": "stress>=60", "draft": "draft:no", "night": "night:2026-11"}
    if name in EDGES:
        return f'Write {name}:2026-11 or {name}:"2 weeks ago".'
    value = CLOSED[name][0] if name in CLOSED else '"two words"'
    return f"Write {examples.get(name, f'{name}:{value}')}."
