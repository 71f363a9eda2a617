"""How strained a telling is among dreams people wrote down: a percentile, so that 50 is a usual dream.

The table is a figure, computed with this reader over 1,523 dreams of DreamBank (seven English series, at most 400 of
each, twenty words or more). Source: Schneider, A., & Domhoff, G. W., DreamBank.net. No text is taken from it.
"""

from __future__ import annotations

import bisect

#: The strain at every percentile from 0 to 100.
TABLE: tuple[float, ...] = (
    -0.303, -0.196, -0.136, -0.113, -0.087, -0.08, -0.068, -0.055, -0.049, -0.046,
    -0.042, -0.035, -0.012, -0.009, -0.004, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0.007, 0.019, 0.022, 0.032, 0.045, 0.058,
    0.07, 0.076, 0.089, 0.102, 0.107, 0.112, 0.116, 0.12, 0.123, 0.128,
    0.132, 0.136, 0.141, 0.146, 0.15, 0.157, 0.165, 0.172, 0.178, 0.185,
    0.191, 0.202, 0.21, 0.223, 0.231, 0.24, 0.246, 0.254, 0.263, 0.273,
    0.282, 0.289, 0.297, 0.304, 0.31, 0.317, 0.327, 0.338, 0.35, 0.358,
    0.368, 0.375, 0.388, 0.397, 0.415, 0.425, 0.436, 0.443, 0.459, 0.472,
    0.487, 0.501, 0.516, 0.528, 0.542, 0.556, 0.572, 0.581, 0.603, 0.627,
    0.648, 0.663, 0.71, 0.732, 0.764, 0.803, 0.858, 0.888, 0.972, 1.063,
    1.497,
)  # fmt: skip


def percentile(strain: float) -> int:
    """0 to 100; equal strains share the middle of their range."""
    low, high = bisect.bisect_left(TABLE, strain), bisect.bisect_right(TABLE, strain)
    return max(0, min(100, (low + high) // 2))
