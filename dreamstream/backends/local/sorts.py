"""The sorts of hard dreams, each with its own endings, and which of them a dream is."""

from __future__ import annotations

import functools
import re

from dreamstream.backends.local import tables, turns
from dreamstream.backends.local.reader import Reading
from dreamstream.words.care import care

_RELATIVE = (
    "mother|mom|mum|mommy|father|dad|daddy|parents|brother|sister|son|daughter|baby|child|husband|wife|boyfriend"
    "|girlfriend|fianc[eé]e?|grandmother|grandma|granny|grandfather|grandpa|aunt|uncle|cousin|niece|nephew"
    "|(?:best )?friend|dog|cat|partner|roommate|grandson|granddaughter"
)
_DEAD = r"(?:died|dies|dead|dying|death|passed away|funeral|killed|buried|grave|deceased|drowned|murdered)"
LOSS = re.compile(
    rf"\b(?:my|our) (?:late |dead |deceased |older |little |younger )?({_RELATIVE})\b[^.!?]{{0,60}}\b{_DEAD}\b"
    rf"|\b{_DEAD}\b[^.!?]{{0,30}}\b(?:my|our) (?:\w+ )?({_RELATIVE})\b",
    re.I,
)
_NAMED_LOSS = re.compile(
    r"\b(?!(?:He|She|It|They|Who|We|You|All|That|This|The|Everyone|Someone|Somebody|People|One|Some|Nobody|I|Everybody"
    r"|Then|But|And|Earth|God|World|Jesus|Christ)\b)"
    r"([A-Z][a-z]+) (?:(?:is|was|had been|has been|just) )?(?:dead|died|dies|passed away)\b"
)
#: Hard only where it happens to the dreamer.
OWN = frozenset(("hurt", "fall", "trapped", "lost", "late", "exam", "shame", "paralysis", "teeth", "vehicle", "chase"))
ME = re.compile(r"\b(?:i|i'm|i've|me|my|we|we're|us|our|subject)\b", re.I)
#: Sorts that a sign alone tells, without one of their words.
_BY_SIGN = frozenset(("chase", "fall", "paralysis", "trapped", "lost", "teeth", "shame", "exam", "late"))
_NO_SORTS = frozenset(("any", "closings", "weight", "glad", "harm", "self"))
#: Hits enough for a dream that is not told as a hard one.
_PLAINLY = 5


@functools.cache
def table() -> dict[str, dict[str, str]]:
    """Every sort of dream and its endings, and the general ones."""
    rooms = tables.rooms("healing.en.toml")
    return {name: {key: value.strip() for key, value in room.items()} for name, room in rooms if name}


@functools.cache
def words(sort: str) -> re.Pattern[str] | None:
    """The words that tell a sort, None where none do."""
    if sort == "loss":
        return LOSS
    told = table()[sort].get("words")
    return re.compile(rf"\b(?:{told})", re.I) if told else None


def hits(sort: str, text: str) -> int:
    """How many different words of a sort stand in the text."""
    told = words(sort)
    return len({match[0].lower() for match in told.finditer(text.replace("’", "'"))}) if told else 0


def lost(text: str) -> str:
    """Whose death the dream tells, as the dreamer is told of them: "your father", "Ginny", or ""."""
    if match := LOSS.search(text):
        return f"your {(match[1] or match[2]).lower()}"
    named = _NAMED_LOSS.search(text)
    return named[1] if named else ""


def sort(text: str, reading: Reading, *, strained: bool, glad: bool) -> str:
    """The sort this dream is: "glad" for a good one, "weight" for a hard one of no known sort."""
    if hits("harm", text):
        return "harm"
    if care(text):
        return "self"
    best, most = _best(text, reading)
    if glad or not strained:
        return best if best in ("loss", "guilt") or (not glad and most >= _PLAINLY) else "glad"
    return best or "weight"


def _best(text: str, reading: Reading) -> tuple[str, float]:
    found = {sign.label for sign in reading.signs}
    mine = " ".join(sentence for sentence in turns.sentences(text) if ME.search(sentence))
    best, most = "", 0.0
    for name, room in table().items():
        if name in _NO_SORTS:
            continue
        weight, told = float(room["weight"]), hits(name, mine if name in OWN else text)
        signs = any(label.replace("_", " ") in found for label in room.get("signs", "").split())
        score = weight + min(told, 4) if told else weight if signs and name in _BY_SIGN else 0.0
        if name == "loss":
            score = weight if lost(text) else 0.0
        if told and signs:
            score += 0.5
        if score > most:
            best, most = name, score
    return best, most
