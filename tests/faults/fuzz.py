"""Lines of the log as disks, editors, merges, strangers and later versions leave them, thousands of them."""

from __future__ import annotations

import json
import random
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dreamstream.log import frame, reader
from dreamstream.log.reader import Cursor

from .rows import contents, difference, fresh
from .world import World

AT = "2026-11-20T06:42:11.123+01:00"
#: Times nobody should have written, and some that one may.
_TIMES = (
    *("", "soon", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59.999-14:00", "0001-01-01T00:00:00+14:00"),
    *("2026-11-20", "2026-11-20T06:42", "1969-12-31T23:59:59+00:00", "2026-02-30T00:00:00Z", "20261120T064211Z"),
    *("2026-11-20T06:42:11.123456789+01:00", "2026-W47-5", "2026-11-20T24:00:00+00:00", "-0044-03-15T12:00:00Z"),
)
#: What stands where a text, a number or a list should.
_ODD: tuple[Any, ...] = (
    *(None, True, 7, -1, 1.5, (1 << 62), -(1 << 63), "", "x", "\0", "\u2028", "\ufeff", "a" * 9000),
    *([], [None], [[]], ["x", 7], {}, {"a": []}, {"": None}, [{}], {"data": {"signs": 7}}, {"media": ["../x"]}),
)
_NOUNS = ("dream", "target", "event", "job", "media", "night", "run", "token", "host", "undoes")
_FACTS = (
    *("text", "title", "at", "type", "lucidity", "stress", "draft", "emotions", "tags", "people", "places", "wants"),
    *("source", "key", "status", "author", "meta", "kind", "params", "backend", "attempt", "worker", "deadline"),
    *("rev", "result", "again", "error", "next_at", "counted", "bed", "wake", "quality", "none", "mime", "bytes"),
    *("width", "height", "alt", "verb", "why", "beside", "max_retries", "jobs", "gaps"),
)
_KINDS = (
    *("dream.logged", "dream.edited", "dream.deleted", "dream.restored", "dream.purged", "night.marked"),
    *("event.added", "event.reviewed", "job.asked", "job.claimed", "job.done", "job.failed", "job.released"),
    *("job.cancelled", "job.moved", "job.submitted", "media.added", "media.removed", "version.picked"),
    *("pass.started", "pass.finished", "pass.undone", "notice.sent", "profile.changed", "session.added"),
    *("sign.renamed", "mystery.kind", "", "dream.", "\0"),
)


def sealed(record: dict[str, Any]) -> bytes:
    """A line with a checksum that fits, whatever it holds."""
    return seal(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def seal(body: bytes) -> bytes:
    """The same for a body nobody could spell."""
    return body[:-1] + b',"crc":"%08x"}' % zlib.crc32(body[:-1])


def good(n: int, *, host: str) -> bytes:
    """A dream that must be read whatever stands around it."""
    data = {"dream": f"d-good{n:06}", "text": f"good {n}"}
    return frame.spell(id=f"x-good{n:06}", host=host, seq=n, at=AT, kind="dream.logged", data=data)[:-1]


def _record(chance: random.Random) -> dict[str, Any]:
    """One whose checksum will fit and whose members may be anything; it never names a good dream."""
    data: dict[str, Any] = {name: f"{name[0]}-fuzz{chance.randrange(4):06}" for name in _NOUNS}
    data |= {"text": "fuzz", "type": "note", "kind": chance.choice(["analysis", "image", "odd"]), "attempt": 1}
    for name in chance.sample(_FACTS, chance.randrange(8)):
        data[name] = chance.choice([*_ODD, *_TIMES])
    for name in chance.sample([*data], chance.choice([0, 0, 1, 2])):
        if chance.random() < 0.5:
            del data[name]
        else:
            data[name] = chance.choice(_ODD)
    record = {"v": 1, "id": f"x-fuzz{chance.randrange(10**6)}", "host": "ffffffff", "seq": chance.randrange(10**6)}
    record |= {"at": chance.choice([AT, *_TIMES]), "kind": chance.choice(_KINDS), "data": data}
    for name in ("v", "id", "host", "seq", "at", "kind", "data"):
        if chance.random() < 0.03:
            record[name] = chance.choice(_ODD)
    return record


def _flipped(chance: random.Random) -> bytes:
    line = bytearray(good(999_999, host="ffffffff").replace(b"good", b"fuzz"))
    for _ in range(chance.choice([1, 1, 2, 9])):
        line[chance.randrange(len(line))] ^= 1 << chance.randrange(8)
    return bytes(line)


def _number(chance: random.Random) -> bytes:
    odd = chance.choice([b"1180591620717411303424", b"NaN", b"1e400", b"-Infinity", b"9" * 5000, b"-0.0", b"1E-999"])
    return b'{"v":1,"kind":"dream.logged","data":{"dream":"d-fuzz000001","text":"fuzz","stress":%b}}' % odd


def _twice(chance: random.Random) -> bytes:
    members = [b'"kind":"dream.logged"', b'"kind":7', b'"data":{}', b'"data":[]', b'"at":"x"', b'"crc":"00000000"']
    return b'{"v":1,"dream":"d","dream":"e",' + b",".join(chance.choices(members, k=4)) + b"}"


def _long(chance: random.Random) -> bytes:
    return b'{"kind":"' + b"x" * chance.choice([1 << 20, (2 << 20) + 2, 10 << 20, 3 << 20]) + b'"}'


#: Each is one way a line goes wrong. The sealed ones have a checksum that fits.
WAYS: tuple[Callable[[random.Random], bytes], ...] = (
    lambda c: c.randbytes(c.randrange(300)),
    lambda c: b"\0" * c.randrange(1, 5000),
    lambda c: c.choice([b"[", b'{"a":', b'{"kind":"x","data":[']) * c.randrange(1, 20_000),
    lambda c: c.choice([b"<<<<<<< HEAD", b"=======", b">>>>>>> theirs", b"||||||| base"]),
    lambda c: c.choice([b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\x1b]52;c;x\x07", b"\xc2\x85", b"\x0b", b"\xe2\x80\xae"]),
    lambda c: good(999_999, host="ffffffff")[: c.randrange(1, 150)],
    lambda c: good(999_999, host="ffffffff")[c.randrange(1, 150) :],
    lambda c: good(999_999, host="ffffffff").replace(b"good 9", b"fuzz 9"),
    lambda c: json.dumps(_record(c)).encode(),  # \u2028 and the like as escapes, and no checksum: hand-written
    lambda c: json.dumps(_record(c) | {"crc": "00000000"}).encode(),
    lambda c: json.dumps(c.choice(_ODD)).encode(),
    lambda c: '{"kind":"dream.logged","data":{}} {'.encode(c.choice(["utf-16", "utf-32", "utf-7"])),
    lambda c: seal(b'{"v":1,"kind":"dream.logged","data":{"dream":"d-fuzz000000","text":"\\ud800"}}'),
    lambda c: seal(b'{"v":1,"kind":"dream.logged","data":' + b"[" * 3000 + b"]" * 3000 + b"}"),
    lambda c: seal(_number(c)),
    lambda c: seal(_twice(c)),
    lambda c: sealed(_record(c) | {"v": c.choice([0, 2, 99, "2", None])}),
    _number,
    _twice,
    _flipped,
    *(lambda c: sealed(_record(c)),) * 8,
)


class Result:
    """How the fuzzing went."""

    def __init__(self, seed: int, count: int) -> None:
        self.seed, self.count = seed, count
        self.bad, self.good, self.seconds = 0, 0, 0.0
        self.whole: dict[bytes, str] = {}  #: Every good line, and the dream it tells.
        self.violations: list[str] = []

    def __str__(self) -> str:
        return (
            f"{self.count} fuzzed lines among {self.good} good ones, {self.bad} named as bad,"
            f" {len(self.violations)} violations, {self.seconds:.0f} s, seed {self.seed}"
        )


def campaign(home: Path, *, count: int, seed: int, each: int = 5000) -> Result:
    """Write them in files of `each`, to this host and to others, and read with every command after each file."""
    result, begun, chance = Result(seed, count), time.monotonic(), random.Random(seed)
    world = World(home)
    world.tell("the first dream", "--no-jobs")
    (own,) = Path(world.places.log).iterdir()
    written = 0
    while written < count and not result.violations:
        most = min(each, count - written)
        host = chance.choice([own.name, "aaaaaaaa", "ffffffff"])
        body = _file(chance, most, result, host)
        written += most
        if host == own.name and chance.random() < 0.5:  # in the file being written: the next append seals its tail
            path = own / sorted(p.name for p in own.iterdir())[-1]
        else:
            path = Path(world.places.log, host, f"2026-11-{written + 1}.jsonl")
        path.parent.mkdir(exist_ok=True)
        with path.open("ab") as file:
            file.write(body)
        world.note()
        result.violations += _wrong(world, result)
    result.seconds = time.monotonic() - begun
    return result


def _file(chance: random.Random, count: int, result: Result, host: str) -> bytes:
    end = chance.choice([b"\n", b"\n", b"\r\n"])
    lines = [chance.choice(WAYS)(chance).replace(b"\n", b"?").replace(b"\r", b"?") for _ in range(count)]
    lines.append(_long(chance).replace(b"\n", b"?"))
    for _ in range(count // 20):
        result.good += 1
        lines.append(good(result.good, host=host))
        result.whole[lines[-1]] = f"d-good{result.good:06}"
    chance.shuffle(lines)
    body = end.join(lines) + chance.choice([b"", end])
    return chance.choice([b"", b"\xef\xbb\xbf"]) + body


def _wrong(world: World, result: Result) -> list[str]:
    wrong = []
    world.tell(f"told among {result.count}", "--no-jobs")  # seals a torn last line, as an append does
    for command in (
        *(("list", "--json"), ("list",), ("search", "good", "--json"), ("show", "@1", "--json"), ("show", "@2")),
        *(("verify", "--json"), ("verify",), ("doctor", "--json"), ("jobs", "list", "--all"), ("jobs", "reap")),
        *(("dream", "scope"), ("dream", "history"), ("media", "list"), ("event", "list", "@2"), ("dream", "status")),
        *(("export", "jsonl"), ("media", "verify"), ("watch", "--for", "0.01")),
    ):
        code, out, err = world.ds(*command)
        if code not in (0, 1, 3, 4) or "went wrong" in err or "went wrong" in out:
            wrong.append(f"{' '.join(command)} ended with {code}: {err[-300:]} {_bug(world)}")
        if command == ("list", "--json") and code == 0:
            ids = {row["id"] for row in json.loads(out)["data"]}
            wrong += [f"{id} is not listed" for id in [*world.acked, *_expected(world, result)] if id not in ids]
            if not any("skipped" in one for one in json.loads(out)["warnings"]):
                wrong.append("nobody said that lines were skipped")
    return wrong + _compared(world, result)


def _expected(world: World, result: Result) -> set[str]:
    """Every good dream that stands whole in a finished line, found without our reader."""
    found = set()
    for segment in reader.segments(world.places):
        body = Path(world.places.log, segment.path).read_bytes()
        for line in body[: body.rfind(b"\n") + 1].removeprefix(b"\xef\xbb\xbf").split(b"\n"):
            found.add(result.whole.get(line.removesuffix(b"\r"), ""))
    return found - {""}


def _compared(world: World, result: Result) -> list[str]:
    from dreamstream.index.open import Index

    index = Index(world.places)
    try:
        index.catch_up()
        result.bad = len(index.bad())
        bad: list[reader.Bad] = []
        for segment in reader.segments(world.places):
            for _ in reader.read(world.places, segment, Cursor(), bad):
                pass
        wrong = [f"catch-up is not a rebuild: {str(d)[:2000]}"] if (d := _differs(world, index)) else []
        for path, body in world.before.items():
            if not Path(world.places.log, path).read_bytes().startswith(body):
                wrong.append(f"bytes of {path} changed")
        return wrong
    finally:
        index.close()


def _differs(world: World, index: Any) -> dict[str, Any]:
    return difference(contents(index.db), fresh(world.places))


def _bug(world: World) -> str:
    path = Path(world.places.in_state("debug.log"))
    return path.read_text("utf-8")[-1500:] if path.exists() else ""
