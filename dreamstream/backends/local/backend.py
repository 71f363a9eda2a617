"""The embedded backend: the reader for words, the painter for pictures, no network anywhere."""

from __future__ import annotations

from dreamstream.backends.base import Answer, Ask, Draw, Drawn, Fault

MODEL = "local-1"


class Local:
    """Offline and deterministic: the same dream gets the same answer."""

    name = "local"
    host = ""
    can = frozenset({"text", "image"})

    def write(self, ask: Ask) -> Answer:
        """The analysis of a dream, or its comic's script."""
        if ask.task == "analysis":
            from dreamstream.backends.local import wording

            return Answer(data=wording.analysis(ask.source), model=MODEL)
        if ask.task == "comic":
            from dreamstream.backends.local import reader, stage
            from dreamstream.pictures.say import sentence

            beats = stage.beats(
                ask.source,
                mood=_mood(ask.facts, reader.read(ask.source).mood),
                at=ask.facts.get("at"),
                count=int(ask.facts.get("panels", 4)),
                seed_extra=str(ask.facts.get("variation") or ""),
            )
            return Answer(
                data={
                    "panels": [
                        {"caption": _short(b.caption), "prompt": sentence(b.scene), "scene": b.scene.as_json()}
                        for b in beats
                    ]
                },
                model=MODEL,
            )
        raise Fault(f"the offline backend cannot write a {ask.task}")

    def draw(self, draw: Draw) -> Drawn:
        """One picture: of a scene somebody composed, or of the dream itself."""
        from dreamstream.pictures import paint
        from dreamstream.pictures.say import sentence
        from dreamstream.pictures.scene import Scene

        if draw.scene is not None:
            scene = Scene.from_json(draw.scene)
        else:
            from dreamstream.backends.local import reader, stage

            variation = int(draw.facts.get("variation", 0))
            scene = stage.stage(
                draw.source,
                mood=_mood(draw.facts, reader.read(draw.source).mood),
                at=draw.facts.get("at"),
                seed_extra=str(variation) if variation else "",
            )
        body = paint.paint(scene, width=draw.width, height=draw.height)
        return Drawn(body=body, model=MODEL, alt=sentence(scene), scene=scene.as_json())


def _short(caption: str, most: int = 200) -> str:
    """A caption no page refuses: scripts that write without spaces make one word of a whole dream."""
    return caption if len(caption) <= most else caption[: most - 1] + "…"


def _mood(facts: object, read: str) -> str:
    """The feeling that colours a picture: the dreamer's own first."""
    told = facts.get("emotions") if isinstance(facts, dict) else None
    return str(told[0]) if told else read
