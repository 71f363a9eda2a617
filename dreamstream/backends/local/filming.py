"""Film a scene, or a picture that nobody here composed, in a child process."""

from __future__ import annotations

import base64

from dreamstream.backends.base import Draw, Drawn, Fault
from dreamstream.backends.local import child
from dreamstream.pictures.say import sentence
from dreamstream.pictures.scene import Scene

_AIR = {
    "rain": "Rain falls without end.",
    "storm": "Rain falls and lightning comes and goes.",
    "snow": "Snow falls without end.",
    "fog": "Fog drifts through it.",
}


def film(draw: Draw, scene: Scene | None, *, model: str) -> Drawn:
    """A loop of the scene, else of the picture; `facts["film"]` may say `format`, `frames` and `fps`. Raises Fault."""
    said = draw.facts.get("film")
    said = said if isinstance(said, dict) else {}
    wish: dict[str, object] = {
        "width": draw.width,
        "height": draw.height,
        "frames": said.get("frames"),
        "fps": said.get("fps"),
    }
    if scene is not None:
        wish["scene"] = scene.as_json()
    elif draw.picture is not None:
        wish["picture"] = base64.b64encode(draw.picture).decode("ascii")
        wish |= _sides(draw.picture, draw.width)
    else:
        raise Fault("there is no picture to film")
    mp4 = said.get("format") == "mp4"
    body = child.film(wish, mp4=mp4)
    notes = ("There is no ffmpeg here that makes an MP4: the film is an animated WebP.",)
    return Drawn(
        body=body,
        model=model,
        alt="" if scene is None else f"{sentence(scene)} {moves(scene)}",
        scene=None if scene is None else scene.as_json(),
        notes=notes if mp4 and body[4:8] != b"ftyp" else (),
    )


def _sides(picture: bytes, longest: int) -> dict[str, int]:
    """Width and height in the picture's own proportions. Raises Fault for what is no picture."""
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(picture), formats=("WEBP",)) as opened:
            wide, high = opened.size
    except (OSError, ValueError, SyntaxError):
        raise Fault("the picture to film cannot be read") from None
    k = longest / max(wide, high)
    return {"width": round(wide * k), "height": round(high * k)}


def moves(scene: Scene) -> str:
    """What moves, as a sentence."""
    from dreamstream.pictures import ground, inside

    if scene.place in inside.PLACES or scene.place == "cave":
        return "Dust turns in the light."
    if scene.place == "underwater":
        return "Bubbles rise."
    if scene.weather in _AIR:
        return _AIR[scene.weather]
    if scene.place in ground.WET:
        return "The water glitters and moves."
    return "The air is in gentle motion."
