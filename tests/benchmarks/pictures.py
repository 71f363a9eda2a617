"""Pictures against the plainest one: job by job, interleaved, in one warm process; memory in a fresh one each."""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from tests.benchmarks import timing

#: Dreams written for measuring: every sort of place, hour and weather has its turn.
DREAMS = (
    "I stood by a lake at night and a whale swam slowly through the air above the water while I held a lantern.",
    "A train crossed the sea at sunset on rails I could not see. My grandmother waved from a lit window.",
    "I was lost in a dark forest in thick fog. A wolf followed me and I was afraid, but a small house had a light on.",
    "In our old kitchen my mother was baking a cake, and a horse looked in through the window. I was happy.",
    "It rained in the city street. I ran after a bus and my shoes were made of paper. Everybody had umbrellas.",
    "I flew over mountains in the morning, my arms were wings, a red balloon went with me. I have never been so light.",
    "At school I sat an exam in a language I did not know. The clock had no hands. The teacher was a bear.",
    "I swam under water and could breathe. Fish led me to a door in a reef, and behind it somebody played a piano.",
    "A storm came over the field. I stood under a tree with my brother and the tree was on fire without burning.",
    "I walked through a long corridor of doors in a hospital. Behind one a baby cried and I could not find which.",
    "In the desert I found a bed with white sheets and lay down in it while a camel kept watch under the stars.",
    "Snow fell on the garden of the house where I was a child. My dog, who is dead, was young and ran to me.",
)
SIDE = 1024


def gradient() -> bytes:
    """Four corner colours spread over 1024 x 1024 by Pillow's own bicubic resize; PNG as Pillow saves it unasked."""
    from PIL import Image

    corners = Image.new("RGB", (2, 2))
    corners.putdata([(20, 24, 72), (90, 60, 120), (240, 190, 140), (250, 220, 190)])
    out = io.BytesIO()
    corners.resize((SIDE, SIDE), Image.Resampling.BICUBIC).save(out, "PNG")
    return out.getvalue()


def image(text: str) -> bytes:
    """The whole job: read the dream, stage, paint, grain, WebP."""
    from dreamstream.backends.base import Hands
    from dreamstream.backends.local.backend import Local
    from dreamstream.kinds import image as kind
    from dreamstream.kinds.base import Material

    return kind.make(Material(text=text), Hands.of(Local())).pictures[0].body


def comic(text: str) -> bytes:
    """The whole page."""
    from dreamstream.backends.base import Hands
    from dreamstream.backends.local.backend import Local
    from dreamstream.kinds import comic as kind
    from dreamstream.kinds.base import Material

    return kind.make(Material(text=text), Hands.of(Local())).pictures[0].body


def film(text: str) -> bytes:
    """24 frames at 512 x 512 of the dream's scene, as the child makes them once it has started."""
    from dreamstream.backends.local import reader, stage
    from dreamstream.pictures import motion

    scene = stage.stage(text, mood=reader.read(text).mood)
    return motion.make({"scene": scene.as_json(), "width": 512, "height": 512, "frames": 24})


def film_and_child(text: str) -> bytes:
    """The same with its child: a Python that starts, imports and ends."""
    from dreamstream.backends.base import Hands
    from dreamstream.backends.local.backend import Local
    from dreamstream.kinds import video
    from dreamstream.kinds.base import Material

    return video.make(Material(text=text, params={"frames": 24}), Hands.of(Local())).pictures[0].body


def measure(row: Callable[[str, float | None, float | None, float], None], rounds: int, env: dict[str, str]) -> None:
    """Every dream, every job; then the memory of each."""
    jobs = {"image": image, "comic": comic, "film": film, "film and child": film_and_child}
    for job in jobs.values():
        job(DREAMS[0])  # imports, word lists, fonts: start-up
    ratios: dict[str, list[float]] = {name: [] for name in jobs}
    plain = []
    for text in DREAMS[: max(2, rounds)]:
        timed = {"plain": partial(_seconds, gradient)}
        timed |= {name: partial(_seconds, partial(job, text)) for name, job in jobs.items()}
        found = timing.calls(timed, rounds=2)
        for name in jobs:
            ratios[name].append(timing.ratio(found, name, "plain"))
        plain += found["plain"]
    row("  a plain gradient 1024² PNG, milliseconds", None, None, statistics.median(plain) * 1000)
    for name, bar, aim in (("image", 18, 10), ("comic", 30, 16), ("film", 15, None), ("film and child", None, None)):
        row(f"{name} / a plain gradient", bar, aim, statistics.median(ratios[name]))
        row(f"  the dearest {name}", None, None, max(ratios[name]))
    for name, job in (("a plain gradient", "gradient()"), *((n, f"{j.__name__}(DREAMS[0])") for n, j in jobs.items())):
        code = f"from tests.benchmarks.pictures import *; {job}"
        row(f"{name}, peak memory, MiB", 90 if job != "gradient()" else None, None, timing.peak(_python(code), env))


def _seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]
