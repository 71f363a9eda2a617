"""The table of kinds says what the recipes say, without loading them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dreamstream.errors import UsageError
from dreamstream.kinds import table
from dreamstream.lists import ESSENTIAL, KINDS


@pytest.mark.parametrize("name", table.MADE)
def test_the_table_is_the_recipes_own_word(name: str) -> None:
    """Name, needs and limit: the table and the recipe agree."""
    recipe = table.recipe(name)

    assert name == recipe.NAME
    assert table.NEEDS[name] == recipe.NEEDS
    assert set(recipe.NEEDS) <= {"text", "image", "edit", "video", "transcribe"}
    assert set(recipe.TAKES) <= {"picture", "analysis", "audio", "twin"}
    assert (1800 if name == "video" else 300) == recipe.LIMIT


def test_every_kind_is_on_the_list() -> None:
    """What can be made is a kind, and what a new dream wants can be made."""
    assert set(table.MADE) <= set(KINDS)
    assert table.NEEDS.keys() == set(table.MADE)
    assert set(ESSENTIAL) <= set(table.MADE)


@pytest.mark.parametrize("name", ["insights", "seance", "horoscope", "", "base", "table", "..analysis"])
def test_what_nobody_can_make(name: str) -> None:
    """A kind without a recipe is said to be one, with those there are; nothing else is imported for it."""
    with pytest.raises(UsageError, match="Nothing here can make") as caught:
        table.recipe(name)

    assert "analysis, image, comic" in caught.value.hint


def test_the_table_loads_no_recipe() -> None:
    """Scope weighs ten thousand jobs with it."""
    code = "import sys; import dreamstream.kinds.table; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"pydantic", "PIL", "dreamstream.kinds.analysis"} & set(done.stdout.split())
