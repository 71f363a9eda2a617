"""One journal to do harm to, and what must be true of it afterwards."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dreamstream import media
from dreamstream.cli.app import run
from dreamstream.index import jobs, pictures
from dreamstream.index.open import Index
from dreamstream.log import reader, verify
from dreamstream.log.reader import Bad, Cursor
from dreamstream.paths import Places

from .rows import contents, difference, fresh

#: What a fault may leave in the log: a line that was being written.
TORN = "cut off while it was written"


class World:
    """A home of its own, the ids that were acknowledged, and the words that were told."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.places = Places(home=str(home), state=f"{home}/.state", config=f"{home}/.config", user="me")
        self.acked: dict[str, str] = {}
        self.before: dict[str, bytes] = {}

    @property
    def env(self) -> dict[str, str]:
        """What a command of this world is started with."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DREAMSTREAM", "XDG_"))}
        root = str(Path(__file__).parents[2])
        return kept | {"DREAMSTREAM_HOME": str(self.home), "PYTHONPATH": root, "PYTHONHASHSEED": "0"}

    def ds(self, *argv: str) -> tuple[int, str, str]:
        """Run a command in this process: (code, out, err)."""
        out, err = io.StringIO(), io.StringIO()
        with self._here(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(argv))
        return code, out.getvalue(), err.getvalue()

    def copy(self, home: Path) -> World:
        """The same world somewhere else."""
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.home, home)
        other = World(home)
        other.acked = dict(self.acked)
        other.note()
        return other

    def note(self) -> None:
        """Remember every byte of the log: none of them may change."""
        self.before = {s.path: Path(self.places.log, s.path).read_bytes() for s in reader.segments(self.places)}

    def tell(self, text: str, *options: str) -> str:
        """Tell a dream, which must work."""
        code, out, err = self.ds("log", text, *options)
        assert code == 0, err
        self.acked[out.strip()] = text
        return out.strip()

    def drain(self) -> None:
        """Run passes until nothing waits; a failed attempt's pause is not waited for but asked anew."""
        for _ in range(12):
            code, out, err = self.ds("dream", "--backend", "mock", "--json", "--concurrency", "4")
            assert code in (0, 4), err
            if not json.loads(out)["data"]["run"]:
                return
        raise AssertionError("passes never come to an end")

    def violations(self) -> list[str]:
        """What is not as promised; [] when all is."""
        return list(self._violations())

    def _violations(self) -> Iterator[str]:
        bad: list[Bad] = []
        records = [
            entry.record for s in reader.segments(self.places) for entry in reader.read(self.places, s, Cursor(), bad)
        ]
        for path, body in self.before.items():
            if not Path(self.places.log, path).read_bytes().startswith(body):
                yield f"bytes of {path} changed"
        for one in bad:
            if one.why != TORN:
                yield f"a line of {one.path} is {one.why}"
        told = Counter(r["data"]["dream"] for r in records if r["kind"] == "dream.logged")
        words = {r["data"]["dream"]: r["data"]["text"] for r in records if r["kind"] == "dream.logged"}
        for dream, text in self.acked.items():
            if words.get(dream) != text:
                yield f"the acknowledged dream {dream} is lost"
        yield from (f"the dream {dream} is there {n} times" for dream, n in told.items() if n > 1)
        ids = Counter(r["id"] for r in records)
        yield from (f"the record {id} is there {n} times" for id, n in ids.items() if n > 1)
        seqs = Counter(r["seq"] for r in records)
        yield from (f"the number {seq} was given {n} times" for seq, n in seqs.items() if n > 1)
        if gaps := verify.verify(self.places)["gaps"]:
            yield f"numbers are missing: {gaps}"
        done = Counter(r["data"]["job"] for r in records if r["kind"] == "job.done")
        yield from (f"the job {job} was published {n} times" for job, n in done.items() if n > 1)
        yield from self._rows()

    def _rows(self) -> Iterator[str]:
        index = Index(self.places)
        try:
            index.catch_up()
            if wrong := difference(contents(index.db), fresh(self.places)):
                yield f"the index is not what a rebuild gives: {wrong}"
            for job in jobs.rows(index.db):
                if job["retry_count"] > job["max_retries"]:
                    yield f"the job {job['id']} was begun {job['retry_count']} times"
                if job["status"] == "completed" and not jobs.result(index.db, job["id"]):
                    yield f"the job {job['id']} is completed and has no result"
            for picture in pictures.all(index.db):
                path = Path(media.where(self.places, picture["name"]))
                if not path.exists():
                    yield f"the picture {picture['name']} is gone"
                elif hashlib.sha256(path.read_bytes()).hexdigest() != path.stem:
                    yield f"the picture {picture['name']} is not whole"
        finally:
            index.close()

    def unfinished(self) -> list[str]:
        """Jobs that are neither completed nor failed for a reason, after the passes came to an end."""
        index = Index(self.places)
        try:
            index.catch_up()
            return [
                f"the job {job['id']} is {job['status']} ({job['error']})"
                for job in jobs.rows(index.db, "jobs.status not in ('completed', 'cancelled')")
                if not (job["status"] == "failed" and job["retry_count"] == job["max_retries"])
            ]
        finally:
            index.close()

    @contextlib.contextmanager
    def _here(self) -> Iterator[None]:
        before = {name: os.environ.get(name) for name in ("DREAMSTREAM_HOME",)}
        mask = os.umask(0o077)
        os.environ["DREAMSTREAM_HOME"] = str(self.home)
        try:
            yield
        finally:
            os.umask(mask)
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def says(sentence: str) -> None:
    """Progress of the full profile."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def dream_ids(out: str) -> list[str]:
    """Ids in whole lines: half a line was not printed to anybody."""
    return [line for line in out.split("\n")[:-1] if re.fullmatch(r"d-[0-9a-z]{10}", line)]


Case = dict[str, Any]
