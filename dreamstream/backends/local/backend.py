"""The embedded backend: the reader for words, the painter for pictures, no network anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dreamstream.backends.base import Answer, Ask, Draw, Drawn, Fault, Hear, Heard

if TYPE_CHECKING:
    from dreamstream.pictures.scene import Scene

MODEL = "local-1"


class Local:
    """Offline and deterministic: the same dream gets the same answer."""

    name = "local"
    host = server = ""
    can = frozenset({"text", "image", "edit", "video", "transcribe"})

    def __init__(self, *, voice: str = "") -> None:
        self.voice = voice  #: The speech model's file.

    def write(self, ask: Ask) -> Answer:
        """The analysis of a dream, or its comic's script."""
        if ask.task == "analysis":
            from dreamstream.backends.local import wording

            return Answer(data=wording.analysis(ask.source), model=MODEL)
        if ask.task == "comic":
            from dreamstream.backends.local import beats, reader
            from dreamstream.pictures.say import sentence

            panels = beats.beats(
                ask.source,
                mood=_mood(ask.facts, reader.read(ask.source).mood),
                at=ask.facts.get("at"),
                count=ask.facts.get("panels"),
                aspects=ask.facts.get("aspects"),
                covered=ask.facts.get("covered", ()),
                seed_extra=str(ask.facts.get("variation") or ""),
            )
            return Answer(
                data={
                    "panels": [
                        {
                            "caption": _short(b.caption),
                            "prompt": sentence(b.scene),
                            "scene": b.scene.as_json(),
                            **({"speech": b.said.words, "how": b.said.kind, "head": b.head} if b.said else {}),
                        }
                        for b in panels
                    ]
                },
                model=MODEL,
            )
        if ask.task == "lens":
            from dreamstream.backends.local import lens

            return Answer(data=lens.callouts(ask.source, ask.facts), model=MODEL)
        if ask.task == "healing":
            from dreamstream.backends.local import healing

            return Answer(data=healing.healing(ask.source, ask.facts), model=MODEL)
        if ask.task == "sessions":
            from dreamstream.backends.local.sessions import answer

            return Answer(data=answer.answer(ask.facts), model=MODEL)
        raise Fault(f"the offline backend cannot write a {ask.task}")

    def draw(self, draw: Draw) -> Drawn:
        """One picture: of a scene somebody composed, or of the dream itself."""
        from dreamstream.pictures import paint
        from dreamstream.pictures.say import sentence

        if draw.instruction:
            from dreamstream.backends.local import redraw

            return redraw.redraw(draw, model=MODEL)
        scene = _composed(draw)
        body = paint.paint(scene, width=draw.width, height=draw.height)
        return Drawn(body=body, model=MODEL, alt=sentence(scene), scene=scene.as_json())

    def hear(self, hear: Hear) -> Heard:
        """The words of a recording, by a speech model on this machine where one is installed."""
        from dreamstream.backends.local import voice

        return voice.hear(hear, self.voice)

    def film(self, draw: Draw) -> Drawn:
        """The scene, moving: the one given or the one these words are drawn as; a picture without one, breathing."""
        from dreamstream.backends.local import filming

        scene = None if draw.scene is None and draw.picture is not None else _composed(draw)
        return filming.film(draw, scene, model=MODEL)


def _composed(draw: Draw) -> Scene:
    """The scene somebody composed, or the dream's own."""
    from dreamstream.pictures.scene import Scene

    if draw.scene is not None:
        return Scene.from_json(draw.scene)
    from dreamstream.backends.local import reader, stage

    variation = int(draw.facts.get("variation", 0))
    return stage.stage(
        draw.source,
        mood=_mood(draw.facts, reader.read(draw.source).mood),
        at=draw.facts.get("at"),
        seed_extra=str(variation) if variation else "",
    )


def _short(caption: str, most: int = 200) -> str:
    """A caption no page refuses: scripts that write without spaces make one word of a whole dream."""
    return caption if len(caption) <= most else caption[: most - 1] + "…"


def _mood(facts: object, read: str) -> str:
    """The feeling that colours a picture: the dreamer's own first."""
    told = facts.get("emotions") if isinstance(facts, dict) else None
    return str(told[0]) if told else read
