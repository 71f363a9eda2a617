"""Tell a dream a new ending: why, how it goes now, how to practise it; and the picture of it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any

from dreamstream.backends.local import bearings, plight, solace, sorts, wording
from dreamstream.backends.local.bearings import Noun
from dreamstream.backends.local.plight import Plight

_OPENINGS = (
    "Everything happens as it did, up to where you say: “{turn}”{stop} There it turns.",
    "Start where you say: “{turn}”{stop} From here on it goes another way.",
    "Take the dream up to this point: “{turn}”{stop} Now the story turns.",
    "You are back where you tell: “{turn}”{stop} But this time it goes on differently.",
)
_OPENINGS_BARE = (
    "Take the dream up to the moment that weighs most, and stop there. From here on it goes another way.",
    "Go back to just before the hardest moment. There it turns.",
)
_OPENINGS_GLAD = (
    "It ends, as you tell it, here: “{turn}”{stop} But it may go on.",
    "Take it up again where you left it: “{turn}”{stop}",
)
_WHY = (
    "The idea behind it is called imagery rehearsal: while you are awake you choose another ending, and go through it"
    " in your mind for a few minutes a day. Many who try it find that the bad dream loses some of its force. Perhaps it"
    " helps you too. It is an offer and no treatment, and every word of it is yours to change."
)
_WHY_GLAD = "Nothing has to come of it, and every word of it is yours to change."
_PRACTICE = (
    "Choose ten to twenty quiet minutes by day; not the last ones before sleep, if it stirs you up. Read the new ending"
    " and change what does not fit: it should be yours. Then close your eyes and go through it slowly, with what you"
    " see and hear and feel under your hands. Only the new ending; the old one you may leave alone. Do this once a day"
    " for a few days, and note before and after, from 0 to 10, how much the dream weighs on you. If it gets heavier"
    " while you practise, stop, look around the room, and talk to somebody you trust. Where nightmares come often, or"
    " came after something that really happened, you need not do this alone: there are professionals who know this way"
    " well."
)
_PRACTICE_GLAD = (
    "Ten minutes by day are enough. Read it once, change what does not fit, then close your eyes and let it go on,"
    " slowly, with colours and sounds. It may also be a good last thought before you fall asleep. If it stirs up"
    " something you do not want, open your eyes and leave it."
)
#: Ways that lead to another place: their last words do not go back to the old one.
_AWAY = frozenset(
    (
        *("door", "leave", "power", "room", "canvas", "key", "knock", "window", "guide", "thread", "walk", "garden"),
        *("shelter", "driver", "carried", "brake", "boat", "dentist", "hay"),
    )
)
_NOTE = (
    "The built-in reader knows English only, so this is a general ending; put your own people and places into it."
    " {hint}"
)
_LONGEST = 160  #: words of an ending; where it has more it goes without last words


def healing(source: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """`{why, ending, practice, turn, scene, status, note}`; `facts["suggestion"]`, from 1, picks another way."""
    told = plight.plight(source, facts)
    seed = zlib.crc32(source.encode("utf-8", "replace"))
    ways = strategies(told.sort, seed)
    suggestion = max(1, int(facts.get("suggestion") or 1))
    way = ways[(suggestion - 1) % len(ways)]
    glad = told.sort == "glad"
    scene = solace.scene(source, told.sort, way, mood_seed=suggestion, at=facts.get("at"))
    room = sorts.table()[told.sort]
    return {
        "why": f"{room['why']} {_WHY_GLAD if glad else _WHY}",
        "ending": _ending(told, way, seed + suggestion),
        "practice": _PRACTICE_GLAD if glad else _PRACTICE,
        "turn": told.turn,
        "scene": scene.as_json(),
        "status": "ok" if told.read else "limited",
        "note": None if told.read else _NOTE.format(hint=wording.HINT),
    }


def strategies(sort: str, seed: int) -> tuple[str, ...]:
    """The ways a dream of this sort may go on, at least six, its own before the general; `seed` says which first."""
    room = sorts.table()[sort]
    own = [key for key in room if key not in ("why", "weight", "words", "signs", "threat", "also", "own")]
    also = room.get("also", "").split()
    return (*_turned(own, seed), *_turned(also, seed // 7))


def _turned(names: list[str], seed: int) -> list[str]:
    at = seed % len(names) if names else 0
    return names[at:] + names[:at]


def _ending(told: Plight, way: str, seed: int) -> str:
    table = sorts.table()
    room = table[told.sort]
    body = room.get(way) or table["any"][way]
    own = room.get("own", "")
    parts = [body]
    if own != "bare":
        parts.insert(0, _opening(told, seed))
        last = "" if own == "whole" else _closing(told, way, body, seed)
        if last and len(" ".join([*parts, last]).split()) < _LONGEST:
            parts.append(last)
    return _filled(" ".join(parts), told)


def _opening(told: Plight, seed: int) -> str:
    frames = _OPENINGS_GLAD if told.sort == "glad" else _OPENINGS
    if not told.turn:
        return (
            "It may go on from where it ended." if told.sort == "glad" else _OPENINGS_BARE[seed % len(_OPENINGS_BARE)]
        )
    turn = " ".join(told.turn.split()).translate(_PLAIN)
    stop = "" if turn[-1] in ".!?…" else "."
    return frames[seed % len(frames)].format(turn=turn, stop=stop)


def _closing(told: Plight, way: str, body: str, seed: int) -> str:
    """Last words with an image of the dream's own where it has one, and none that the ending just had."""
    lines = dict(sorts.table()["closings"])
    away = way in _AWAY
    if away or not told.where.startswith("in "):
        lines.pop("four")
    if away or not told.thing:
        lines.pop("one")
    if not told.ally or "{ally}" in body.lower() or "{friend}" in body.lower():
        lines.pop("two")
    names = sorted(lines)
    return lines[names[seed % len(names)]]


#: Signs that mean a place to be filled in, in our own endings.
_PLAIN = str.maketrans("{}[]<>|", "()()‹›/")
_SLOT = re.compile(r"\{(\w+)\}|<([^|<>]*)\|([^|<>]*)>|\[([^|\[\]]*)\|([^|\[\]]*)\]")
_HIM = {"he": "him", "she": "her", "it": "it", "they": "them"}
_HIS = {"he": "his", "she": "her", "it": "its", "they": "their"}


def _filled(text: str, told: Plight) -> str:
    threat: Noun = told.threat
    words = {
        "threat": threat.text,
        "he": threat.pronoun,
        "him": _HIM[threat.pronoun],
        "his": _HIS[threat.pronoun],
        "where": told.where,
        "ally": told.ally or "somebody you trust",
        "friend": "a friend",
        "lost": told.lost or "the one you lost",
        "thing": told.thing or ("the light" if told.sort == "glad" else "the place"),
    }
    words |= {name.capitalize(): word[:1].upper() + word[1:] for name, word in words.items()}

    def put(match: re.Match[str]) -> str:
        if match[1]:
            return words[match[1]]
        if match[2] is not None:
            return match[3] if threat.many else match[2]
        return match[5] if threat.pronoun == "they" else match[4]

    return (
        _SLOT.sub(put, text)
        .replace(f"everywhere {bearings.HERE}", "everywhere")
        .replace("every corner there", "every corner")
    )
