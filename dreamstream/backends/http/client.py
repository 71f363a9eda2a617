"""Send one request: a deadline that holds, a cap on what comes back, no redirects, no key in anything but a header."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from dreamstream import __version__
from dreamstream.backends import meter
from dreamstream.backends.base import Fault
from dreamstream.backends.hosts import host, is_loopback
from dreamstream.backends.http import faults, loop, reply

#: The most a reply of words and one with pictures or films in it may have, in bytes.
WORDS, PICTURES, FILMS = reply.MOST, 64 << 20, 256 << 20
_clients: dict[bool, httpx.AsyncClient] = {}
_turns: dict[str, asyncio.Semaphore] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer with a good status."""

    body: bytes
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        """Its JSON. Raises Fault."""
        return reply.parse(self.body, most=max(reply.MOST, len(self.body)))


class Client:
    """One server. `headers` gives those that hold the key, asked for at each request and kept nowhere else."""

    def __init__(
        self,
        *,
        who: str,
        base: str,
        headers: Callable[[], Mapping[str, str]],
        allow: Callable[[], None],
        parallel: int = 0,
    ) -> None:
        self.who = who
        self.base = base.rstrip("/")
        self.host = host(base)
        self._headers, self._allow, self._parallel = headers, allow, parallel

    def get(self, path: str, *, seconds: float, most: int = WORDS) -> Reply:
        """Ask for what lies there. Raises Fault."""
        return self._send("GET", path, seconds=seconds, most=most)

    def post(
        self,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        files: list[tuple[str, tuple[str, bytes, str]]] | None = None,
        fields: Mapping[str, str] | None = None,
        seconds: float,
        most: int = WORDS,
        paid: bool = False,
    ) -> Reply:
        """Send JSON, or a form with files. Raises Fault, or NotConsented before anything is sent.

        `paid` is what costs whether or not its answer arrives: asked of a host that is not this machine and not
        answered, it is not asked again by itself.
        """
        more: dict[str, Any] = {"json": body} if files is None else {"files": files, "data": fields or {}}
        return self._send("POST", path, seconds=seconds, most=most, paid=paid, **more)

    def _send(self, method: str, path: str, *, seconds: float, most: int, paid: bool = False, **more: Any) -> Reply:
        self._allow()
        secret = dict(self._headers())
        parts = urlsplit(self.base)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Fault(f"the base_url of {self.who} is no http address")
        if parts.scheme == "http" and secret and not is_loopback(self.base):
            raise Fault(f"{self.who} would get its key unencrypted; its base_url should begin with https")
        hosted = not is_loopback(self.base)
        meter.request(self.who, hosted=hosted, paid=paid)
        try:
            status, headers, body = loop.run(self._there(method, path, secret, seconds, most, more, fresh=paid))
        except Fault:
            raise
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            fault = faults.of(error, self.who, seconds)
            if fault.sent and paid and hosted:
                fault = Fault(fault.message, unknown=True, down=True)
            raise fault from None  # the error's own words may hold the address, and in it a key
        if 200 <= status < 300:
            return Reply(body=body, headers=headers)
        try:
            told = reply.parse(body, most=len(body))
        except Fault:
            told = None
        raise Refusal(faults.refused(status, headers, told, self.who), status, told)

    async def _there(
        self,
        method: str,
        path: str,
        secret: Mapping[str, str],
        seconds: float,
        most: int,
        more: dict[str, Any],
        *,
        fresh: bool,
    ) -> tuple[int, Mapping[str, str], bytes]:
        """One exchange; `fresh` on a connection of its own: one that idled may be closed just as it is used, and then
        nobody knows whether what costs was heard."""
        async with asyncio.timeout(seconds), self._turn(), _client(is_loopback(self.base), fresh=fresh) as client:
            request = client.build_request(
                method,
                self.base + path,
                headers={**secret, "user-agent": f"dreamstream/{__version__}", "accept-encoding": "identity"},
                timeout=httpx.Timeout(seconds, connect=min(10.0, seconds)),
                **more,
            )
            response = await client.send(request, stream=True)
            try:
                return response.status_code, response.headers, await _read(response, self.who, most)
            finally:
                await response.aclose()

    def _turn(self) -> asyncio.Semaphore:
        """A place in the row of this server, as many at once as the settings allow."""
        return _turns.setdefault(f"{self.host}/{self._parallel}", asyncio.Semaphore(self._parallel or 1 << 16))


class Refusal(Fault):
    """A status that is no answer; an adapter may look at what was told before it gives up."""

    def __init__(self, fault: Fault, status: int, told: Any) -> None:
        super().__init__(fault.message, transient=fault.transient, wait=fault.wait, down=fault.down, sent=fault.sent)
        self.status, self.told = status, told


@asynccontextmanager
async def _client(loopback: bool, *, fresh: bool) -> AsyncIterator[httpx.AsyncClient]:
    """The pool for this kind of address, or one for a single exchange."""
    if fresh:
        async with _made(loopback) as client:
            yield client
    else:
        if loopback not in _clients:
            _clients[loopback] = _made(loopback)
        yield _clients[loopback]


def _made(loopback: bool) -> httpx.AsyncClient:
    """A proxy of the environment is never between us and this machine itself."""
    return httpx.AsyncClient(
        follow_redirects=False,
        trust_env=not loopback,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=64),
    )


async def _read(response: httpx.Response, who: str, most: int) -> bytes:
    """The body, decoded here and piece by piece: 50 KB of gzip can be 50 MB, and httpx unpacks a piece in one go."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "deflate"):
        raise Fault(f"{who} answers in a coding nobody asked for")
    unpack = zlib.decompressobj(47) if coding in ("gzip", "deflate") else None
    body = bytearray()
    async for chunk in response.aiter_raw():
        try:
            body += unpack.decompress(chunk, most + 1 - len(body)) if unpack else chunk
        except zlib.error:
            raise Fault(f"{who} sent what cannot be unpacked") from None
        if len(body) > most:
            raise Fault(f"{who} sent more than {most >> 20} MiB")
    return bytes(body)
