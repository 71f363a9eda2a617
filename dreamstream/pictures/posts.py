"""Street lamps of one size, for streets that are seen across."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def posts(sheet: Sheet, scene: Scene, foot: float, tall: float, at: tuple[float, ...]) -> None:
    """A row of them, where nobody stands."""
    shades, w = sheet.colours, sheet.w
    tint = colour.mix(shades.near, shades.haze, 0.1)
    for t in at:
        x = t * w
        if any(abs(a.x - t) < 0.05 + 0.4 * a.size for a in scene.actors if not a.floats):
            continue
        d = f"M{n(x - 4)} {n(foot)}L{n(x - 2.4)} {n(foot - tall)}h4.8L{n(x + 4)} {n(foot)}Z"
        d += f"M{n(x - 9)} {n(foot)}v-14h18v14ZM{n(x - 12)} {n(foot - tall)}L{n(x - 17)} {n(foot - tall - 34)}h34"
        d += f"L{n(x + 12)} {n(foot - tall)}Z"
        d += f"M{n(x - 21)} {n(foot - tall - 34)}L{n(x)} {n(foot - tall - 52)}L{n(x + 21)} {n(foot - tall - 34)}Z"
        sheet.path(d, tint)
        if shades.lit:
            y = foot - tall - 17
            sheet.glow(x, y, 110, shades.warm, 0.7)
            sheet.path(
                f"M{n(x - 9)} {n(y + 14)}L{n(x - 13)} {n(y - 13)}h26L{n(x + 9)} {n(y + 14)}Z",
                colour.mix(shades.warm, "#ffffff", 0.4),
            )
            sheet.glow(x, foot + 4, 130, shades.warm, 0.34, 20)
