"""Views: from where each panel looks, chosen by what its words do, never the same twice running."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from dreamstream.backends.local.speech import SOUND, Said
from dreamstream.pictures import framing
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf
from dreamstream.pictures.shapes.shape import HANGS, STANDS

_DREAD = re.compile(
    r"\b(?:afraid|scar(?:ed|y)|terrif\w+|fear\w*|frighten\w*|horr\w+|panic\w*|nightmare|scream\w*|blood\w*|kill\w*"
    r"|murder\w*|dead|dying|died|monster\w*|chas(?:ed|ing|es)|attack\w*|explo\w+|drown\w*|shoot\w*|shot|evil|danger\w*)\b",
    re.I,
)
_WAKE = re.compile(r"\b(?:w[oa]ke(?:n|s)?|wakes|woken|waking|awoke|awaken\w*) ?(?:up)?\b|\bawake\b|\balarm\b", re.I)
_DOES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.I))
    for name, words in (
        (
            "light",
            "lights?|lamps?|candles?|glow\\w*|dark\\w*|afraid|scared|terrified|frightened|hid(?:e|ing)?|nightmare|panic\\w*|death|dead|die[sd]?",
        ),
        ("small", "alone|lonely|lost|sad|cr(?:y|ies|ied|ying)|tears|miss(?:ed|ing)?|empty|cold|nobody|far"),
        (
            "hand",
            "h[oe]ld(?:s|ing)?|t[ao]ke[sn]?|took|g[ia]ve[sn]?|grab\\w*|touch\\w*|pick\\w*|writ\\w+|wrote|pull\\w*|push\\w*"
            "|throw\\w*|threw|hands?|fingers?",
        ),
        ("eye", "star(?:e|es|ed|ing)|eyes?|spy|recogni\\w+"),
        ("look", "see[sn]?|saw|look\\w*|watch\\w*|notice[sd]?|s(?:i|a)ght|appear\\w*|realiz\\w+"),
        (
            "away",
            "go(?:es|ing)?|went|walk\\w*|r[ua]n(?:s|ning)?|dr[io]ve[sn]?|follow\\w*|le(?:ave|aves|ft|aving)|climb\\w*"
            "|travel\\w*|came|come[s]?|arriv\\w+|head(?:ed|ing)|return\\w*|wander\\w*|escap\\w+",
        ),
        ("crowd", "people|everyone|everybody|crowd\\w*|audience|friends|party|group"),
        (
            "two",
            "sa(?:y|ys|id)|t[eo]ll?[sd]?|ask\\w*|talk\\w*|sp[eo]ak\\w*|argu\\w+|call\\w*|kiss\\w*|hug\\w*|m[ee]t|he|she|him|her",
        ),
        (
            "sky",
            "think\\w*|thought|wonder\\w*|know\\w*|kn[eo]w|remember\\w*|fe[el]l?t?|hop(?:e|ed|ing)|wish\\w*|happy|glad|like",
        ),
    )
)
_LITERAL = ("hand", "eye", "bed")  # shown where the caption itself says so
_SHOWN = ("medium", "close", "against", "wide", "behind")


def dreadful(words: str) -> bool:
    """Whether a stretch is one to be afraid in."""
    return bool(_DREAD.search(words))


def waking(words: str) -> bool:
    """Whether somebody wakes up."""
    return bool(_WAKE.search(words))


def chosen(
    caption: str,
    words: str,
    things: Sequence[str],
    *,
    said: Said | None,
    before: Sequence[str],
    last: bool,
    shown: Sequence[frozenset[str]],
    dice: random.Random,
) -> str:
    """The view of a panel: what it names, from near or far; or what its words do, where they name nothing."""
    known = [name for name in things if name in shelf.SHAPES]
    just = before[-1] if before else ""
    if said is not None and said.kind != SOUND:
        return "medium" if just != "medium" else "portrait"
    if not before:
        return "wide"
    fresh = [name for name in known if name not in frozenset().union(*shown)] if shown else known
    if known and (fresh or shown[-1] != frozenset(known)):
        first = shelf.SHAPES[known[0]]
        if first.stance == HANGS and just != "detail":
            return "detail"
        ways = [way for way in _SHOWN if way != just]
        if first.human or first.stance != STANDS:
            ways = [way for way in ways if way != "behind"]
        if last:
            ways = [way for way in ways if way != "close"]
        rare = min(before.count(way) for way in ways)
        return dice.choice([way for way in ways if before.count(way) == rare])
    if last and waking(caption):
        return "bed"
    for told in (caption, words):
        for name, does in _DOES:
            if does.search(told) and name not in before and (told is caption or name not in _LITERAL):
                return name
    left = [way for way in ("sky", "small", "look", "empty") if way not in before]
    return dice.choice(left or ["small", "empty", "wide"])


def composed(
    view: str, things: Sequence[str], compose: Callable[..., Scene], *, aspect: float, tall: bool, dice: random.Random
) -> Scene:
    """The scene of a view; `compose` lays things out in the panel's own place and light, `shot` says how near."""
    left = dice.random() < 0.5
    if tall:
        view = {"wide": "medium", "medium": "close"}.get(view, view)
    if view in ("wide", "medium", "close"):
        return compose(list(things) or ["person"], shot=view)
    if view == "portrait":
        return compose(list(things[:1]), shot="close")
    if view == "against":
        return framing.against(compose(list(things[:2]) or ["person"], shot="medium"))
    if view == "detail":
        return framing.detail(compose(list(things[:1]), shot="close"), aspect)
    if view == "behind":
        return framing.behind(compose(list(things[:1]), shot="wide"), aspect, left=left)
    if view == "look":
        return framing.behind(framing.empty(compose(["person"], shot="wide")), aspect, left=left)
    if view in ("away", "small"):
        return framing.alone(compose(["person"], shot="wide"), share=0.13 if view == "away" else 0.085, dice=dice)
    if view in ("hand", "eye"):
        return framing.detail(compose([view], shot="close"), aspect)
    if view == "two":
        return compose(["person", "woman" if left else "man"], shot="medium")
    if view == "crowd":
        return compose(["crowd"], shot="medium")
    if view == "bed":
        return compose(["bed"], shot="medium", place="bedroom")
    if view == "light":
        scene = compose(["lantern" if left else "candle"], shot="wide")
        return scene if framing.walled(scene) else compose(["lantern"], shot="wide")
    return framing.empty(compose(["person"], shot="wide"))
