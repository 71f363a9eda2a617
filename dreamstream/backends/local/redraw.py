"""Change a picture as words say: its scene where there is one, its pixels where a model drew it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dreamstream.backends.base import Draw, Drawn, Fault


def problem(instruction: str, scene: Mapping[str, Any] | None) -> str:
    """Why this instruction would change nothing, as a sentence; "" where it would."""
    from dreamstream.backends.local import refine
    from dreamstream.pictures import change
    from dreamstream.pictures.scene import Scene

    wish = refine.understand(instruction)
    if not wish.changes:
        return f"“{instruction}” was not understood, and nothing was changed."
    if scene is not None:
        before = Scene.from_json(scene)
        after, idle = change.apply(before, wish)
        if after == before:
            return f"Nothing was changed: {'; '.join(idle or ('the picture is like that already',))}."
    return ""


def redraw(draw: Draw, *, model: str) -> Drawn:
    """The picture changed; `notes` say what of the instruction was not done. Raises Fault where nothing could be."""
    import io

    from PIL import Image

    from dreamstream.backends.local import refine
    from dreamstream.pictures import change, paint
    from dreamstream.pictures.say import sentence
    from dreamstream.pictures.scene import Scene

    wish = refine.understand(draw.instruction)
    unread = tuple(f"“{part}” was not understood." for part in wish.unread)
    if not wish.changes:
        raise Fault("the instruction was not understood by the offline backend")
    if draw.scene is not None:
        before = Scene.from_json(draw.scene)
        after, idle = change.apply(before, wish)
        if after == before:
            raise Fault("the picture has nothing that this would change")
        body = paint.paint(after, width=draw.width, height=draw.height)
        if body == draw.picture:  # what was asked for cannot be seen here: fireflies in a room
            raise Fault("the picture has nothing that this would change")
        return Drawn(body=body, model=model, alt=sentence(after), scene=after.as_json(), notes=(*idle, *unread))
    if draw.picture is None:
        raise Fault("there is no picture to change")
    with Image.open(io.BytesIO(draw.picture), formats=("WEBP",)) as picture:
        changed, left = change.tone(picture.convert("RGB"), wish)
    if len(left) == len(wish.changes):
        raise Fault("a picture that a model drew can only be changed in light and colour here")
    return Drawn(body=paint.encode(changed), model=model, notes=(*left, *unread))
