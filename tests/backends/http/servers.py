"""Servers that misbehave byte by byte, on loopback: what no well-made one can be told to do."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Behave = Callable[[socket.socket, bytes], None]


@contextmanager
def serving(behave: Behave) -> Iterator[str]:
    """The address of a server that reads a whole request, then does this with the socket."""
    listener = socket.create_server(("127.0.0.1", 0))
    stopped = threading.Event()

    def one(sock: socket.socket) -> None:
        with sock, suppress(OSError):
            behave(sock, _request(sock))

    def loop() -> None:
        while not stopped.is_set():
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(sock,), daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stopped.set()
        listener.close()


def _request(sock: socket.socket) -> bytes:
    body = b""
    while b"\r\n\r\n" not in body:
        piece = sock.recv(65536)
        if not piece:
            return body
        body += piece
    head, _, rest = body.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0
    )
    while len(rest) < length:
        piece = sock.recv(65536)
        if not piece:
            break
        rest += piece
    return head + b"\r\n\r\n" + rest


def answer(body: bytes = b"{}", *, status: str = "200 OK", headers: str = "", length: int | None = None) -> Behave:
    """A whole answer; `length` says another than the true one."""

    def behave(sock: socket.socket, _request: bytes) -> None:
        told = len(body) if length is None else length
        sock.sendall(
            f"HTTP/1.1 {status}\r\nContent-Length: {told}\r\nConnection: close\r\n{headers}\r\n".encode() + body
        )

    return behave


def drip_headers(sock: socket.socket, _request: bytes) -> None:
    """One header every tenth of a second, for ever."""
    sock.sendall(b"HTTP/1.1 200 OK\r\n")
    for i in range(600):
        time.sleep(0.1)
        sock.sendall(f"X-Drip-{i}: 1\r\n".encode())


def drip_body(sock: socket.socket, _request: bytes) -> None:
    """One byte of the body every tenth of a second."""
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(600):
        time.sleep(0.1)
        sock.sendall(b" ")


def hang(_sock: socket.socket, _request: bytes) -> None:
    """Read, and never say a word."""
    time.sleep(60)


def reset(sock: socket.socket, _request: bytes) -> None:
    """Hang up the hard way."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def vanish(_sock: socket.socket, _request: bytes) -> None:
    """Hang up without a word."""


def bomb(size: int) -> Behave:
    """So many zeros, in a thousandth of the bytes."""
    return answer(gzip.compress(bytes(size)), headers="Content-Encoding: gzip\r\n")


def endless(sock: socket.socket, _request: bytes) -> None:
    """A body without an end, as fast as it is read."""
    sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        sock.sendall(bytes(65536))


@contextmanager
def recording(upstream: str) -> Iterator[tuple[str, list[bytes]]]:
    """An address that hands every request on to another server, and the requests as they stood on the wire."""
    seen: list[bytes] = []
    host, port = upstream.removeprefix("http://").split(":")

    def behave(sock: socket.socket, request: bytes) -> None:
        seen.append(request)
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection")]
        with socket.create_connection((host, int(port)), timeout=20) as there:
            there.sendall(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            while piece := there.recv(65536):
                sock.sendall(piece)

    with serving(behave) as base:
        yield base, seen
