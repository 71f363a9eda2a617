"""Where each backend is reached, and whether that is this machine; nothing here connects to anything."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from dreamstream.config import Config

#: The address that naming a backend means.
OWN = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "gemini": "https://generativelanguage.googleapis.com",
    "ollama": "http://127.0.0.1:11434",
    "a1111": "http://127.0.0.1:7860",
}


def base(name: str, config: Config) -> str:
    """The address of this backend, without a slash at its end; "" for those that need none."""
    if name not in OWN:
        return ""
    return str(config.get(f"backend.{name}.base_url") or OWN[name]).rstrip("/")


def host(address: str) -> str:
    """The host an address names, with its port where it says one; "" for none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    return f"{parts.hostname}:{port}" if parts.hostname and port else parts.hostname or ""


def is_loopback(address: str) -> bool:
    """Whether this address is this machine, whatever a name server says."""
    try:
        name = urlsplit(address).hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
