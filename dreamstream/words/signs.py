"""The signs every backend shares: of which kind each is, and which wider sign is not shown beside it.

    Family ◄── Mother, Father …      Animal ◄── Dog, Cat …      Aggression ◄── Being Chased, War …

An unknown label is a symbol and stands alone.
"""

from __future__ import annotations

import functools

_KINDS = {
    "person": "Family, Mother, Father, Brother, Sister, Grandparent, Partner, Child, Baby, Friends, Strangers,"
    " Profession, Police, Doctor, Teacher, Ghost, Monster",
    "place": "Home, School, Workplace, Shop, Restaurant, Hospital, Church, Prison, Street, Bridge, City, Park, Nature,"
    " Forest, Mountain, Sea, Sky, Toilet, Stairs, Stage",
    "feeling": "Peace, Love, Joy, Fear, Anger, Sadness, Unease, Confusion",
    "action": "Aggression, Fighting, Killing, Being Chased, Theft, Friendliness, Kiss, Sexuality, Obstacle, Falling,"
    " Being Lost, Losing Something, Being Late, Being Trapped, Being Unable to Move, Swimming, Driving, Nakedness,"
    " Dancing, Flying, Climbing, Running, Hiding, Searching, Journey, Crying, Laughter, Rescue, Games",
    "symbol": "",
}
_WIDER = {
    "Family": "Mother, Father, Brother, Sister, Grandparent, Partner",
    "Child": "Baby",
    "Profession": "Police, Doctor, Teacher",
    "Animal": "Dog, Cat, Snake, Bird, Horse, Spider, Fish",
    "Aggression": "Fighting, Killing, Being Chased, Theft, War",
    "Sexuality": "Kiss",
    "Misfortune": "Obstacle, Death, Injury, Illness, Accident, Falling, Being Lost, Losing Something, Being Late,"
    " Being Trapped, Being Unable to Move, Flood",
    "Workplace": "School, Shop",
    "Street": "Bridge",
    "Nature": "Park, Forest, Mountain, Sea, Water, Storm, Snow, Sky",
    "Household": "Mirror, Bed, Key",
    "Vehicle": "Car, Driving, Train, Bus, Airplane, Boat, Bicycle, Spaceship",
    "Body": "Teeth, Hair, Eyes, Blood",
    "Communication": "Telephone, Book, Letter, Photograph, Television",
    "Friendliness": "Gift, Wedding, Rescue",
}


def kind(label: str) -> str:
    """What kind of sign a label is."""
    return _kinds().get(label, "symbol")


def wider(label: str) -> frozenset[str]:
    """The signs that give way to this one where it is shown."""
    return _wider().get(label, frozenset())


@functools.cache
def _kinds() -> dict[str, str]:
    return {label: kind for kind, labels in _KINDS.items() for label in labels.split(", ")}


@functools.cache
def _wider() -> dict[str, frozenset[str]]:
    return {child: frozenset((parent,)) for parent, labels in _WIDER.items() for child in labels.split(", ")}
