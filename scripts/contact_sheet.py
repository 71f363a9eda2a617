"""Draw the contact sheet of sample dreams.

python scripts/contact_sheet.py [OUT] [--side PIXELS]      write docs/pictures/contact-sheet.webp

The dreams are made up for this page: no dreamer told them. Each is read, staged and painted as any other, 24 of them,
the last one as its comic page; nothing is picked by hand.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from PIL import Image

from dreamstream.backends.base import Draw, Hands
from dreamstream.backends.local.backend import Local
from dreamstream.kinds import comic
from dreamstream.kinds.base import Material

OUT = Path(__file__).parents[1] / "docs" / "pictures" / "contact-sheet.webp"
ACROSS = 6
GAP = 10
PAPER = "#f4efe6"
MOST = 400 << 10  # bytes: a page of documentation loads it
DREAMS = (
    "A whale swam over the lake at night, slowly, as if the air were deep. I held a lantern and was not afraid.",
    "A train ran across the sea at sunset and my grandmother waved from the last window. I was so happy.",
    "I was in our old kitchen. My mother baked bread, the cat slept by the oven, and it was early morning.",
    "Something followed me through the forest in the fog. I could only hear the wolf. I was terrified.",
    "In the middle of a meadow stood a door. It was open, and there was light behind it, at dawn.",
    "It rained in the city at night. I ran after the bus with an umbrella that was far too large.",
    "I flew over the mountains in the morning. A red balloon came along. I have never been so light.",
    "Under water I could breathe. Fish led me to a piano that stood on the ground of the sea.",
    "At school I had to sit an exam. The clock had no hands and the blackboard was empty. I was ashamed.",
    "Snow fell on the garden. My old dog was young again and ran to me through the white. I cried for joy.",
    "I walked down a long hotel corridor. All the doors were the same and I could not find my room. I was lost.",
    "In the desert there was a bed with white sheets. A camel kept watch beside it under the stars.",
    "A storm came up over the fields and lightning struck the tree. I was angry and shouted at the sky.",
    "We danced in a church with no roof. A bird sat on the altar and everybody I love was there.",
    "I climbed a lighthouse on the cliffs. From the top I saw a ship that never came any nearer. I was sad.",
    "A staircase led up into the clouds. I climbed and climbed and a small angel sat on the last step.",
    "In the cave I found a horse that was made of light, and it let me touch it.",
    "My sister and I rowed a boat on the river in summer. We were children and the afternoon did not end.",
    "A huge spider sat in the corner of my bedroom and I could not move. It was a nightmare.",
    "I missed the plane. In the station hall the clock struck thirteen, and my suitcase was full of water.",
    "A bear walked through the village street in the evening, quite politely, and nobody but me was astonished.",
    "On the beach at night a great wave stood still before me like a wall. I was frightened and it was beautiful.",
    "In the library all the books were blank. An owl read to me from one of them, by candlelight.",
)
PAGE = (
    "I was late for the train and ran through the street in my pyjamas. The train was a whale with windows. "
    "My teacher sat inside and handed me an apple. When I bit into it, it was night, and we were flying over the sea."
)


def main() -> None:
    """Draw them all, lay them out, write one WebP."""
    options = argparse.ArgumentParser(description="Draw the contact sheet of sample dreams.")
    options.add_argument("out", nargs="?", type=Path, default=OUT)
    options.add_argument("--side", type=int, default=360, help="pixels of one picture")
    said = options.parse_args()
    sheet = laid([*(picture(text) for text in DREAMS), page(PAGE)], said.side)
    said.out.parent.mkdir(parents=True, exist_ok=True)
    body = coded(sheet)
    said.out.write_bytes(body)
    size = f"{sheet.width} x {sheet.height} pixels, {len(body) // 1024} KiB"
    sys.stdout.write(f"{said.out}: {len(DREAMS) + 1} pictures, {size}\n")


def picture(text: str) -> Image.Image:
    """The hero picture of a dream."""
    return opened(Local().draw(Draw(task="image", source=text)).body)


def page(text: str) -> Image.Image:
    """The comic page of a dream."""
    return opened(comic.make(Material(text=text), Hands.of(Local())).pictures[0].body)


def opened(body: bytes) -> Image.Image:
    """WebP as pixels."""
    return Image.open(io.BytesIO(body)).convert("RGB")


def laid(pictures: list[Image.Image], side: int) -> Image.Image:
    """Side by side on paper, each in a square of its own."""
    down = -(-len(pictures) // ACROSS)
    sheet = Image.new("RGB", tuple(n * (side + GAP) + GAP for n in (ACROSS, down)), PAPER)  # type: ignore[arg-type]
    for i, one in enumerate(pictures):
        small = one.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        x = GAP + (i % ACROSS) * (side + GAP) + (side - small.width) // 2
        y = GAP + (i // ACROSS) * (side + GAP) + (side - small.height) // 2
        sheet.paste(small, (x, y))
    return sheet


def coded(sheet: Image.Image) -> bytes:
    """As good as fits."""
    for quality in range(86, 30, -4):
        out = io.BytesIO()
        sheet.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST:
            break
    return out.getvalue()


if __name__ == "__main__":
    main()
