from __future__ import annotations

import random

from PIL import Image, ImageChops

from dreamstream.pictures import lights
from dreamstream.pictures.brush import Glow
from dreamstream.pictures.layers import Layer
from dreamstream.pictures.sway import Mover

WARM = "#ffc860"
SIZE = (120, 80)


def town() -> Image.Image:
    """A dark wall with small lit panes, and one large one."""
    frame = Image.new("RGB", SIZE, "#101828")
    for x in range(4, 116, 8):
        frame.paste(WARM, (x, 10, x + 3, 14))
    return frame


def stars() -> Layer:
    image = Image.new("RGBA", SIZE)
    for x in range(2, 118, 6):
        image.putpixel((x, (x * 7) % 80), (255, 255, 255, 255))
    return Layer(role="stars", image=image, x=0, y=0)


def drawn(mover: Mover, t: float, ground: Image.Image) -> Image.Image:
    frame = ground.copy()
    mover.draw(frame, t)
    return frame


def test_stars_twinkle_each_in_its_own_time() -> None:
    """None goes out, and not all are bright at once."""
    night = Image.new("RGB", SIZE)
    mover = lights.Twinkle(stars(), random.Random(1), cell=(6, 6), depth=0.8)
    dots = [(x, (x * 7) % 80) for x in range(2, 118, 6)]
    found = [[drawn(mover, t / 8, night).getpixel(dot)[0] for dot in dots] for t in range(8)]

    assert min(min(row) for row in found) > 20
    assert all(max(row) - min(row) > 60 for row in found)


def test_a_few_windows_are_dimmed_at_a_time() -> None:
    """The wall stays as it is, most panes burn on, and over the loop some change."""
    frame = town()
    mover = lights.Windows(frame, WARM, "#101010", random.Random(2), but=[])
    changed = [ImageChops.difference(drawn(mover, t / 12, frame), frame).convert("L") for t in range(12)]
    dimmed = [sum(1 for v in one.tobytes() if v > 12) for one in changed]

    assert max(dimmed) > 0
    assert max(dimmed) < 0.8 * 14 * 12
    assert all(one.crop((0, 20, 120, 80)).getbbox() is None for one in changed)


def test_a_wall_of_light_is_no_window() -> None:
    """Where much is warm, it is a lamp's own light, and it stays."""
    frame = Image.new("RGB", SIZE, WARM)
    mover = lights.Windows(frame, WARM, "#101010", random.Random(2), but=[])

    assert all(drawn(mover, t / 5, frame).tobytes() == frame.tobytes() for t in range(5))


def test_an_evening_sky_is_no_window() -> None:
    """Its colour may be a lamp's; it has no wall round it."""
    ground = Image.linear_gradient("L").resize(SIZE)
    sky = Image.composite(Image.new("RGB", SIZE, WARM), Image.new("RGB", SIZE, "#803060"), ground)
    mover = lights.Windows(sky, WARM, "#101010", random.Random(2), but=[])

    assert all(drawn(mover, t / 5, sky).tobytes() == sky.tobytes() for t in range(5))


def test_what_moves_takes_its_windows_along() -> None:
    """A train in the air is not dimmed where it was when the film began."""
    frame = town()
    whole = Layer(role="actor0", image=Image.new("RGBA", SIZE), x=0, y=0)
    mover = lights.Windows(frame, WARM, "#101010", random.Random(2), but=[whole])

    assert all(drawn(mover, t / 5, frame).tobytes() == frame.tobytes() for t in range(5))


def test_lightning_is_away_when_the_loop_turns() -> None:
    """It strikes softly, twice, and neither in the first frame nor in the last."""
    night = Image.new("RGB", SIZE)
    mover = lights.Flash(stars())

    assert drawn(mover, 0.0, night).getbbox() is None
    assert drawn(mover, 0.98, night).getbbox() is None
    assert drawn(mover, 0.31, night).getbbox() is not None


def test_a_lamp_flickers_where_it_is() -> None:
    """Warmer and less warm round the lamp, and nothing elsewhere."""
    glow = Glow(x=300, y=300, rx=100, ry=100, tint=WARM, strength=0.6, by="")
    mover = lights.Flicker(glow, 0.12, random.Random(3))
    night = Image.new("RGB", SIZE)
    found = [drawn(mover, t / 8, night) for t in range(8)]
    middle = [frame.getpixel((36, 36))[0] for frame in found]

    assert max(middle) - min(middle) > 10
    assert all(frame.crop((60, 0, 120, 80)).getbbox() is None for frame in found)


def test_a_shaft_never_goes_out() -> None:
    """It breathes between most and all of its strength."""
    night = Image.new("RGB", SIZE)
    mover = lights.Breath(stars(), depth=0.45)
    found = [max(drawn(mover, t / 8, night).convert("L").tobytes()) for t in range(8)]

    assert min(found) > 100 and max(found) > 1.3 * min(found)
