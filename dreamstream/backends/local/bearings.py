"""What is in a dream, to be told of again: what it fears, where it is, who is near, a plain thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dreamstream.backends.local import evidence, glosses, sorts
from dreamstream.backends.local.reader import Reading

#: Where nobody knows where it is.
HERE = "there"
_ADJECTIVES = (
    r"(?:(?:big|huge|giant|large|little|small|black|white|brown|grey|gray|old|young|strange|dark|tall|wild|mad|mean"
    r"|masked|scary|evil|ugly|great) ){0,2}"
)
_ANIMALS = (
    "dogs?|wolf|wolves|bears?|snakes?|spiders?|rats?|mice|sharks?|lions?|tigers?|bulls?|bees?|wasps?|bugs?|insects?"
    "|cats?|alligators?|crocodiles?|animals?|gorillas?|apes?|rattlesnakes?|tarantulas?|horses?|birds?|fish|cows?"
    "|elephants?|creatures?"
)
_PEOPLE = (
    "men|man|guys?|women|woman|strangers?|burglars?|robbers?|soldiers?|gang|people|police|policem[ae]n|cops?|figures?"
    "|giants?|monsters?"
)
_HEADS = {
    "animal": _ANIMALS,
    "ghost": "ghosts?|demons?|devils?|monsters?|zombies?|vampires?|witch(?:es)?|aliens?|skeletons?|werewol(?:f|ves)"
    "|dragons?|dinosaurs?|creatures?|giants?|spirits?|figures?",
    "vehicle": "car|bus|truck|plane|airplane|train|jet|elevator|boat|ship|helicopter|bicycle|bike|van|motorcycle",
    "chase": f"{_PEOPLE}|{_ANIMALS}|ghosts?|witch(?:es)?|aliens?|dinosaurs?|robots?",
    "attack": _PEOPLE,
    "intruder": _PEOPLE,
}
_HE = frozenset(["man", "guy", "boy", "policeman", "king"])
_SHE = frozenset(["woman", "girl", "lady", "witch", "queen"])
_IT = frozenset(["gang", "crowd", "figure", "monster", "robot", "giant"])
_MANY = frozenset(["men", "women", "people", "police", "policemen", "mice", "fish", "wolves", "werewolves", "witches"])
_AT = {
    **dict.fromkeys(("Street", "Bridge", "Mountain"), "on"),
    **dict.fromkeys(("Sea", "Water"), "by"),
    **dict.fromkeys(("Home", "School", "Shop", "Restaurant", "Hospital", "Church", "Prison"), "in"),
    **dict.fromkeys(("City", "Park", "Forest"), "in"),
}
_KIN = frozenset(("Mother", "Father", "Brother", "Sister", "Grandparent", "Partner", "Friends"))
_THINGS = frozenset(
    (
        *("Nature", "Window", "Book", "Music", "Bicycle", "Boat", "Train", "Bird", "Key", "Letter", "Photograph"),
        *("Sea", "Door", "Household", "Tree", "Gift", "Sky", "Bridge", "Mountain"),
    )
)
_WET = re.compile(r"\b(?:water|ocean|sea|waves?|lake|river|pool)\b", re.I)
#: Whoever is told of in such a sentence is not asked in as a friend.
_UNFIT = re.compile(
    r"\b(?:kill|dead|die[ds]?\b|dying|attack|hit|hurt|angr|yell|scream|chas|mad\b|fight|argu|stab|sho[ot]|gun|knife"
    r"|blood|hate|mean\b|cruel|abus|drown|pull|upset|afraid|scared|frighten|terrif|drunk|leav|left|cheat|sick|cancer"
    r"|funeral|evil|monster|cry|cri|threat|forc|grab|rap[ei]|sex|naked|ghost|strang|lie[ds]?\b|jealous)",
    re.I,
)
#: A name that does what people do; streets and teams have capitals too.
_SOMEBODY = (
    r"\b(?:with|named|called|friend|brother|sister|cousin|uncle|aunt) {name}\b(?! [A-Z])"
    r"|\b{name},? (?:and i|said|says|came|comes|told|tells|asked|asks|looked|looks|laughed|smiled|was there|is there"
    r"|was with|is with|gave|gives|held|helped|sat|sits|went|goes|wanted|wants|had|has)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """Something to be named in a sentence."""

    text: str
    many: bool = False
    pronoun: str = "they"  #: he, she, it or they


def threat(sort: str, hit: str) -> Noun:
    """What a dream of this sort is afraid of, by the sentences that tell so: "the two men", else in general."""
    default = sorts.table()[sort]["threat"]
    heads = _HEADS.get(sort)
    match = _named(sort, heads, hit) if heads and hit else None
    if match is None:
        many = (default.endswith("s") and sort == "shame") or default == "the loose teeth"
        thing = default.startswith(("the ", "what "))
        return Noun(text=default, many=many, pronoun="they" if many else "it" if thing else "they")
    head = match[2].lower()
    many = head in _MANY or (evidence.plural(head) and head not in ("bus",))
    pronoun = "they" if many else "he" if head in _HE else "she" if head in _SHE else "it"
    if pronoun == "it" and head not in _IT and sort in ("attack", "intruder"):
        pronoun = "they"
    return Noun(text=f"the {match[1].lower()}{head}", many=many, pronoun=pronoun)


def _named(sort: str, heads: str, hit: str) -> re.Match[str] | None:
    """What the trouble comes from, by name: before the hard word, or after a "by" or "from"."""
    noun = rf"(?<!my )(?<!our )(?<!your )\b({_ADJECTIVES})({heads})\b"
    if sort in ("animal", "ghost", "vehicle"):
        return re.search(noun, hit, re.I)
    words = sorts.table()[sort]["words"]
    return re.search(rf"{noun}[^.!?]{{0,45}}?\b(?:{words})", hit, re.I) or re.search(
        rf"\b(?:{words})[^.!?]{{0,25}}?\b(?:by|from) (?:\w+ ){{0,2}}?{noun}", hit, re.I
    )


def where(reading: Reading) -> str:
    """Where it happens: "in the old house"."""
    for sign in reading.signs:
        if sign.label in _AT and sign.noun and 1 < len(sign.noun.split()) <= 4:
            noun = glosses.again(glosses.yours(sign.noun))
            if noun.partition(" ")[0] in ("the", "your") and " very " not in noun:
                return f"{_AT[sign.label]} {noun}"
    return HERE


def ally(text: str, reading: Reading, sentences: list[str]) -> str:
    """Somebody near, of whom the dream tells nothing hard."""
    told = [
        (glosses.yours(sign.noun), sign.noun)
        for sign in reading.signs
        if sign.label in _KIN
        and re.match(r"(?:my|our) [\w -]+$", sign.noun)
        and not evidence.plural(sign.noun.rpartition(" ")[2])
    ]
    told += [(name, name) for name in reading.names if re.search(_SOMEBODY.format(name=re.escape(name)), text)]
    for name, said in told:
        near = [s for s in sentences if said.lower().removeprefix("my ") in s.lower()]
        if near and not any(_UNFIT.search(s) for s in near):
            return name
    return ""


def thing(reading: Reading, sort: str, where: str) -> str:
    """A plain thing of the dream that nobody need fear, or ""."""
    for sign in reading.signs:
        if sign.label in _THINGS and sign.noun and 1 < len(sign.noun.split()) <= 3 and not _UNFIT.search(sign.noun):
            noun = glosses.again(glosses.yours(sign.noun))
            if (
                noun in where
                or (sort == "water" and _WET.search(noun))
                or (sort == "vehicle" and sign.label in ("Boat", "Train"))
            ):
                continue
            if re.fullmatch(r"(?:the|your) (?!next|own|other|same|whole)[a-z ]+(?<! of)", noun):
                return noun
    return ""
