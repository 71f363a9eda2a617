"""What no fault on a running machine shows, and a power cut would: that pictures are synced, and in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dreamstream import media
from dreamstream.paths import Places


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="looks at /proc")
def test_a_picture_is_durable_before_it_is_named(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes are synced before the move, and afterwards the folder it moved to and those made for it."""
    done: list[str] = []
    sync, replace = os.fsync, os.replace

    def fsync(fd: int) -> None:
        done.append(f"sync {Path(f'/proc/self/fd/{fd}').readlink().relative_to(ours.users)}")
        sync(fd)

    def move(source: str, target: str) -> None:
        done.append("move")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", move)
    staged = media.stage(ours, b"GIF89a", token="t-0000000000")
    draft = f"sync media/{Path(staged.draft).name}"
    assert done == [draft]
    staged.keep()

    shard = staged.name[:2]
    assert done == [draft, "move", f"sync media/{shard}", "sync media", "sync ."]
