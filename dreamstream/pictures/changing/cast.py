"""The cast: who comes, goes, grows and moves, while everybody else stays where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dreamstream.pictures import ground, inside
from dreamstream.pictures.changing import spot
from dreamstream.pictures.changing.wish import Change
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import animals, shelf
from dreamstream.pictures.shapes.shape import FLIES, STANDS, SWIMS

MOST = 7  # more than that is a crowd, and there is a shape for one
Done = tuple[Scene, str]  #: the scene, and what could not be done in plain words ("" where all could)
_BROAD = (
    ("bird", "birds"),
    ("tree", "bare tree", "pine", "palm"),
    ("house", "school", "tower", "church", "castle", "city", "ruin", "windmill", "lighthouse"),
    ("boat", "ship"),
    ("car", "bus", "truck"),
    ("dog", "wolf"),
    ("toy balloon", "balloon"),
    ("lantern", "street lamp", "candle"),
    ("cloud",),
)


def named(scene: Scene, name: str) -> list[Actor]:
    """Who is meant by a name, the subject first; its like where nobody has just that name."""
    actors = sorted(scene.actors, key=lambda actor: (actor.role != "subject", actor.role == "dreamer"))
    if name in ("", "subject"):
        return actors[:1]
    if name == "dreamer":
        return ([actor for actor in actors if actor.role == "dreamer"] or named(scene, "people"))[:1]
    if name in ("people", "animals"):
        return [actor for actor in actors if _is(actor, name)]
    exact = [actor for actor in actors if actor.name == name]
    if exact or name not in shelf.SHAPES:
        return exact
    if shelf.SHAPES[name].human:
        return [actor for actor in actors if actor.name == "person"][:1]
    alike = next((group for group in _BROAD if name in group), ())
    return [actor for actor in actors if actor.name in alike][:1]


def _is(actor: Actor, kind: str) -> bool:
    shape = shelf.SHAPES.get(actor.name)
    if shape is None:
        return False
    if kind == "people":
        return shape.human or actor.name in ("crowd", "couple", "family")
    return not shape.human and any(actor.name == animal.name for animal in animals.SHAPES)


def add(scene: Scene, change: Change) -> Done:
    """One or more come, each at a free spot."""
    if change.what not in shelf.SHAPES:
        return scene, f"there is no drawing of {change.what} yet"
    grown = {"bigger": 1.5, "smaller": 0.6}.get(change.other, 1.0)
    room = MOST - len(scene.actors)
    if room < 1:
        return scene, "the picture is full; take something out first"
    for _ in range(max(1, min(int(change.amount), room))):
        one = spot.free(scene, change.what, wish=change.other, grown=grown)
        scene = replace(scene, actors=ordered((*scene.actors, one)))
    return scene, ""


def remove(scene: Scene, change: Change) -> Done:
    """All of a name go; nobody else moves."""
    gone = named(scene, change.what)
    if not gone:
        return scene, f"there is no {said(change.what)} in the picture"
    left = tuple(actor for actor in scene.actors if actor not in gone)
    if left and not any(actor.role == "subject" for actor in left):
        first = max(left, key=lambda actor: (actor.role != "dreamer", actor.size))
        left = tuple(
            replace(actor, role="subject") if actor is first and first.role != "dreamer" else actor for actor in left
        )
    return replace(scene, actors=left), ""


def fewer(scene: Scene, change: Change) -> Done:
    """One of a name goes."""
    gone = named(scene, change.what)
    if not gone:
        return scene, f"there is no {said(change.what)} in the picture"
    return replace(scene, actors=tuple(actor for actor in scene.actors if actor is not gone[-1])), ""


def swap(scene: Scene, change: Change) -> Done:
    """One goes and another stands where it stood, as large as its kind is beside it."""
    gone = named(scene, change.what)
    if not gone:
        return scene, f"there is no {said(change.what)} in the picture"
    come = {"people": "person", "animals": "dog", "subject": "person"}.get(change.other, change.other)
    if come not in shelf.SHAPES:
        return scene, f"there is no drawing of {come} yet"
    here = tuple(_instead(scene, actor, come) if actor in gone else actor for actor in scene.actors)
    return replace(scene, actors=ordered(here)), ""


def exchange(scene: Scene, change: Change) -> Done:
    """Two change places across the picture, each as high above its ground as it was."""
    one, two = named(scene, change.what)[:1], named(scene, change.other)[:1]
    if not one or not two or one == two:
        return swap(scene, change)  # "swap the dog for the cat": the one is there, the other comes
    moved = {id(one[0]): two[0].x, id(two[0]): one[0].x}
    here = tuple(
        spot.fitted(spot.grounded(scene, actor, moved[id(actor)])) if id(actor) in moved else actor
        for actor in scene.actors
    )
    return replace(scene, actors=ordered(here)), ""


def _instead(scene: Scene, old: Actor, name: str) -> Actor:
    was, now = shelf.SHAPES[old.name], shelf.SHAPES[name]
    size = now.size * min(1.6, max(0.4, old.size / was.size)) if old.role != "dreamer" else now.size * 0.5
    air = now.stance in (FLIES, SWIMS) or (now.stance != STANDS and old.floats)
    if air != old.floats:
        # from the air to the ground or back: not the same spot, but a free one
        rest = replace(scene, actors=tuple(actor for actor in scene.actors if actor is not old))
        return replace(spot.free(rest, name), role=old.role)
    _, top, _, foot = spot.box(old)
    y = (top + foot) / 2 if air else foot if not old.floats else ground.bank(scene.place, scene.seed, old.x)
    tone = old.tone if not air else 0.0
    return spot.fitted(replace(old, name=name, size=size, y=min(y, 0.5) if air else y, floats=air, tone=tone))


def grow(scene: Scene, change: Change) -> Done:
    """Bigger or smaller, feet where they were."""
    return _each(scene, change.what, lambda actor: spot.fitted(replace(actor, size=actor.size * 1.36**change.amount)))


def dye(scene: Scene, change: Change) -> Done:
    """One thing in a colour of its own."""
    tint = "" if change.amount < 0 else change.other
    if not tint and not any(actor.tint == change.other for actor in named(scene, change.what)):
        return scene, f"there is no {change.other} {said(change.what)}"
    return _each(scene, change.what, lambda actor: replace(actor, tint=tint), last=True)


def move(scene: Scene, change: Change) -> Done:
    """Left, right, up, down, to the front or to the back."""
    step = 0.17 * change.amount

    def moved(actor: Actor) -> Actor:
        if change.other in ("left", "right", "middle"):
            x = 0.5 if change.other == "middle" else actor.x + (step if change.other == "right" else -step)
            room = spot.fitted(replace(actor, x=x)).x
            return spot.fitted(spot.grounded(scene, actor, room))
        if change.other in ("up", "down") and actor.floats:
            return spot.fitted(replace(actor, y=actor.y + (-step if change.other == "up" else step) * 0.8))
        near = 1 if change.other in ("front", "down") else -1
        if actor.floats:
            return spot.fitted(replace(actor, size=actor.size * 1.32 ** (near * change.amount)))
        # on the ground, nearer is lower and larger
        back = 0.0 if scene.place in inside.PLACES else min(0.09, (actor.y - scene.horizon) * 0.35)
        y = actor.y + (0.022 if near > 0 else -back) * change.amount
        return spot.fitted(replace(actor, y=y, size=actor.size * 1.28 ** (near * change.amount)))

    def far_enough(actor: Actor) -> Actor:
        one = moved(actor)
        stays = abs(one.x - actor.x) <= 0.02 and abs(one.y - actor.y) <= 0.04 and abs(one.size / actor.size - 1) <= 0.02
        return actor if stays else one

    done, left = _each(scene, change.what, far_enough)
    if left:
        return scene, left
    return replace(done, actors=ordered(done.actors)), left


def _each(scene: Scene, name: str, how: Callable[[Actor], Actor], *, last: bool = False) -> Done:
    meant = named(scene, name)
    if not meant:
        return scene, f"there is no {said(name)} in the picture"
    if last:
        plain = [actor for actor in meant if not actor.tint]
        meant = (plain or meant)[-1:]
    done = tuple(how(actor) if any(actor is one for one in meant) else actor for actor in scene.actors)
    if done == scene.actors:
        return scene, f"the {said(name)} cannot go farther that way"
    return replace(scene, actors=done), ""


def ordered(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Far first, then by where the feet are: who stands lower stands nearer."""
    return tuple(sorted(actors, key=lambda actor: (actor.tone < 0.3, not actor.floats, actor.y)))


def said(name: str) -> str:
    """A shape's name as a sentence has it, without its article."""
    if name in ("", "subject"):
        return "thing to change"
    if name == "dreamer":
        return "figure"
    shape = shelf.SHAPES.get(name)
    if shape is None:
        return name
    first, _, rest = shape.noun.partition(" ")
    noun = rest if first in ("a", "an", "the", "some") and rest else shape.noun
    return noun.partition(" with ")[0]
