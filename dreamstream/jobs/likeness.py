"""Pictures the dreamer brings: an avatar and a twin, one of each, and photos; kept, replaced, taken back."""

from __future__ import annotations

from dreamstream import media
from dreamstream.errors import NotFound, UsageError
from dreamstream.index import pictures
from dreamstream.jobs import tidy
from dreamstream.journal import Act, Journal
from dreamstream.pictures.door import Entered


def replace(journal: Journal, key: str, picture: Entered, *, token: str) -> str:
    """Keep this as the profile's picture of this key and let the one before it go; its name."""
    staged = media.stage(journal.places, picture.body, token=token)
    with journal.act() as act:
        old = pictures.of_profile(act.db, key)
        staged.keep()
        _added(act, staged, picture)
        act.add("profile.changed", **{key: staged.name})
        if old and old != staged.name:
            _let_go(act, key, old)
    tidy.unlink(journal)
    return staged.name


def take_back(journal: Journal, key: str) -> str | None:
    """Forget the profile's picture of this key and let its file go; its name, None where there was none."""
    with journal.act() as act:
        old = pictures.of_profile(act.db, key)
        if old:
            act.add("profile.changed", **{key: None})
            _let_go(act, key, old)
    tidy.unlink(journal)
    return old


def keep(journal: Journal, picture: Entered, *, dream: str | None, alt: str, token: str) -> str:
    """Keep a photo, of a dream or of none; its name. Raises UsageError where it is kept already, elsewhere."""
    staged = media.stage(journal.places, picture.body, token=token)
    with journal.act() as act:
        row = pictures.named(act.db, staged.name)
        if (
            row and row["dream"] != dream and staged.name in pictures.kept(act.db)
        ):  # a file belongs to one dream, and leaves the disk with it
            staged.drop()
            where = f"with {row['dream']}" if row["dream"] else "with no dream"
            raise UsageError(f"This photo is kept already, {where}.", hint="See `dreamstream media list`.")
        staged.keep()
        _added(act, staged, picture, alt=alt, **({"dream": dream} if dream else {}))
    return staged.name


def take_out(journal: Journal, name: str) -> None:
    """Let a photo go. Raises NotFound for what the dreamer did not bring."""
    with journal.act() as act:
        if name not in pictures.by_hand(act.db):
            made = pictures.named(act.db, name) is not None
            hint = "It belongs to its dream and goes with it." if made else "See `dreamstream media list`."
            raise NotFound(f"{name[:80]} is no photo of yours.", hint=hint)
        tidy.remove(act, [name])
    tidy.unlink(journal)


def _added(act: Act, staged: media.Staged, picture: Entered, **more: str) -> None:
    size = {"bytes": staged.size, "width": picture.width, "height": picture.height}
    act.add("media.added", media=staged.name, mime=staged.mime, **size, **more)


def _let_go(act: Act, key: str, name: str) -> None:
    """Record that this picture is gone, unless a dream or another key of the profile shows it."""
    if name not in pictures.shown(act.db, but=key):
        tidy.remove(act, [name])
