"""How strained a telling is among dreams people wrote down: a percentile, so that 50 is a usual dream.

The table is a figure, computed with this reader over 1,523 dreams of DreamBank (seven English series, at most 400 of
each, twenty words or more). Source: Schneider, A., & Domhoff, G. W., DreamBank.net. No text and no word is taken from it.
"""

from __future__ import annotations

import bisect

#: The strain at every percentile from 0 to 100.
TABLE: tuple[float, ...] = (
    -0.303, -0.188, -0.144, -0.114, -0.091, -0.08, -0.068, -0.057, -0.049, -0.046,
    -0.042, -0.031, -0.012, -0.008, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0.009, 0.019, 0.023, 0.034, 0.045, 0.053, 0.067,
    0.075, 0.092, 0.101, 0.109, 0.113, 0.117, 0.121, 0.124, 0.128, 0.132,
    0.136, 0.14, 0.146, 0.15, 0.157, 0.165, 0.169, 0.176, 0.185, 0.191,
    0.202, 0.207, 0.218, 0.226, 0.232, 0.243, 0.251, 0.259, 0.27, 0.281,
    0.287, 0.297, 0.303, 0.31, 0.317, 0.326, 0.339, 0.349, 0.355, 0.362,
    0.371, 0.381, 0.396, 0.411, 0.424, 0.434, 0.443, 0.462, 0.472, 0.488,
    0.505, 0.517, 0.528, 0.542, 0.552, 0.566, 0.579, 0.596, 0.614, 0.632,
    0.649, 0.674, 0.712, 0.735, 0.778, 0.82, 0.858, 0.888, 0.973, 1.073,
    1.457,
)  # fmt: skip


def percentile(strain: float) -> int:
    """0 to 100; equal strains share the middle of their range."""
    low, high = bisect.bisect_left(TABLE, strain), bisect.bisect_right(TABLE, strain)
    return max(0, min(100, (low + high) // 2))
