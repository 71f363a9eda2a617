"""The picture of a new ending: the same place in a mild light, somebody beside the dreamer, what was feared far off."""

from __future__ import annotations

from dataclasses import replace

from dreamstream.backends.local import stage
from dreamstream.pictures import ground, inside, layout
from dreamstream.pictures.elements import box
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf

#: What each way shows besides the people, the most telling first; where it goes; the hour it is.
_SHOWN = {
    "help": ("friends", "lantern"),
    "light": ("talkers", "orb"),
    "door": ("friends", "door"),
    "voice": ("talkers", "candle"),
    "power": ("flyer",),
    "leave": ("couple", "street lamp"),
    "boat": ("rowing boat",),
    "glass": ("wave", "family"),
    "breathe": ("swimmer", "fish"),
    "dog": ("dog", "couple"),
    "keeper": ("woman", "lantern"),
    "lamps": ("house", "couple"),
    "lamp": ("couple", "lantern"),
    "star": ("couple", "star"),
    "garden": ("tree", "friends"),
    "letter": ("person", "letter"),
    "goodbye": ("embrace", "candle"),
    "company": ("friends", "candle"),
    "house": ("house", "dog"),
    "found": ("parent", "flower"),
    "hands": ("mother and baby",),
    "many": ("friends", "lantern"),
    "steps": ("friends", "street lamp"),
    "room": ("cat", "chair"),
    "driver": ("car", "friends"),
    "brake": ("car", "tree"),
    "carried": ("car",),
    "slow": ("flyer",),
    "feather": ("flyer", "bird"),
    "flight": ("flyer",),
    "window": ("house", "couple"),
    "guide": ("parent", "signpost"),
    "waits": ("train", "traveller"),
    "clock": ("clock", "couple"),
    "hearth": ("couple", "candle"),
    "shelter": ("friends", "lantern"),
    "silence": ("couple", "birds"),
    "neighbours": ("friends", "candle"),
    "song": ("singer", "birds"),
    "bridge": ("bridge", "friends"),
    "key": ("door", "couple"),
    "canvas": ("welcome", "flower"),
    "share": ("friends", "birds"),
    "further": ("couple", "tree"),
    "memory": ("friends", "tree"),
    "walk": ("couple", "street lamp"),
    "strength": ("friends", "street lamp"),
    "table": ("table", "friends"),
    "gift": ("friends", "letter"),
    "stay": ("couple", "tree"),
    "hay": ("ladder", "friends"),
    "dentist": ("talkers", "mirror"),
    "question": ("person", "book"),
    "coat": ("couple", "umbrella"),
}
_PLACES = {
    "boat": "lake",
    "breathe": "underwater",
    "glass": "sea",
    "garden": "garden",
    "water": "lake",
    "walk": "street",
}
_NIGHT = ("star", "lamps", "lamp", "window", "neighbours", "steps")
_MOODS = {"loss": "love", "glad": "joy", "quarrel": "love", "guilt": "love"}
#: Sorts whose own place is not shown again.
_ELSEWHERE = ("harm", "self", "disaster", "fire", "trapped", "hurt")
_FEARED = frozenset(
    (
        *("wolf", "bear", "dog", "cat", "lion", "tiger", "horse", "cow", "elephant", "snake", "spider", "crocodile"),
        *(
            "rat",
            "scorpion",
            "beetle",
            "bee",
            "bat",
            "man",
            "stranger",
            "ghost",
            "devil",
            "skeleton",
            "zombie",
            "monster",
        ),
        *("shadow figure", "veiled figure", "clown", "witch", "alien", "dragon", "dinosaur", "robot", "ufo", "tank"),
    )
)
_WATERS = ("sea", "island")
_WOODS = ("forest", "jungle")
_SHOW_FEARED = ("look", "keeper", "large", "ask", "turn", "lamp", "still", "voice", "light")


def scene(text: str, sort: str, way: str, *, mood_seed: int, at: str | None) -> Scene:
    """Composed anew for the ending; the same words and way give the same picture."""
    seed = stage.seed_of(text, f"healing {mood_seed}")
    place = None if sort in _ELSEWHERE else stage.most(text, "places")
    if place in ("underwater", "cave", "prison", "cellar") and way != "breathe":
        place = "lake"
    place = _PLACES.get(way, place)
    shown = list(_SHOWN.get(way, ("friends", "lantern")))
    if sort == "glad":
        shown += stage.ranked(text)[:1]
    things, land = stage.fitting(shown, place)
    hour = "night" if way in _NIGHT else "dusk" if sort == "glad" and seed % 2 else "dawn"
    made = layout.compose(
        things or shown,
        mood=_MOODS.get(sort, "peace"),
        hour=hour,
        place=land or ("garden" if sort in ("harm", "self") else None),
        weather=None,
        seed=seed,
    )
    feared = next((name for name in stage.ranked(text) if name in _FEARED), "")
    if feared in shelf.SHAPES and way in _SHOW_FEARED and made.place not in inside.PLACES:
        made = _with_small(made, feared)
    return made


def _with_small(made: Scene, name: str) -> Scene:
    """What was feared, far away and no larger than a thumb."""
    shape = shelf.SHAPES[name]
    taken = [box(made, actor) for actor in made.actors]

    def free(x: float) -> float:
        return min((abs(x - (left + right) / 2) - (right - left) / 2 for left, _, right, _ in taken), default=1.0)

    x = max((0.12, 0.22, 0.32, 0.42, 0.58, 0.68, 0.78, 0.88), key=lambda at: (round(free(at), 3), -abs(at - 0.5)))
    size = min(0.075, max(0.05, shape.size * 0.26))
    bank, tone = ground.bank(made.place, made.seed, x), 0.28
    y = bank - 0.012
    if made.place in _WATERS:  # on the far shore: nothing stands on water
        y, tone = made.horizon + 0.004, 0.34
    elif made.place in _WOODS:
        y, tone = (made.horizon + 2 * bank) / 3, 0.34
    small = Actor(name=name, x=x, y=round(min(0.92, y), 4), size=size, mirror=x < 0.5, role="third", tone=tone)
    return replace(made, actors=(small, *made.actors))
