"""The table of kinds: a name, and the recipe behind it, imported when asked."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

from dreamstream.errors import UsageError

if TYPE_CHECKING:
    from dreamstream.kinds.base import Kind

#: The recipes that exist, in the order a new dream wants them.
MADE = ("analysis", "image", "comic", "refine", "lens", "video", "healing", "transcript")
#: The capabilities each needs, said again here so that `scope` weighs ten thousand jobs without loading a recipe;
#: a test holds this against the recipes' own word.
NEEDS: dict[str, tuple[str, ...]] = {
    "analysis": ("text",),
    "image": ("image",),
    "comic": ("text", "image"),
    "refine": ("edit",),
    "transcript": ("transcribe",),
    "lens": ("text",),
    "healing": ("text", "image"),
    "video": ("video",),
}
#: Kinds that no bare wish can ask for: they want words of the dreamer's.
WORDED = ("refine",)


def recipe(name: str) -> Kind:
    """The recipe of this name. Raises UsageError for one that does not exist (yet)."""
    if name not in MADE:
        raise UsageError(f"Nothing here can make {name!r} yet.", hint=f"Kinds that can be made: {', '.join(MADE)}.")
    return cast("Kind", importlib.import_module(f"dreamstream.kinds.{name}"))
