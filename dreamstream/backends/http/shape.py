"""A JSON schema as each provider wants it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

#: What strict structured outputs do not take (lengths and ranges are checked at our own door anyway).
_LOOSE = frozenset(
    ("minLength", "maxLength", "pattern", "format", "minimum", "maximum", "minItems", "maxItems", "default", "title")
)


#: What no grammar needs; a long string's limit would make it huge.
_UNSPOKEN = frozenset(("pattern", "format", "default", "title", "minLength"))
#: The longest string whose limit goes into a grammar, in characters.
_LONG = 400


def strict(schema: Mapping[str, Any]) -> dict[str, Any]:
    """For OpenAI and Anthropic: every property required, nothing beside them, no limits, no `Any`."""
    found: dict[str, Any] = _tight(dict(schema))
    return found


def grammar(schema: Mapping[str, Any]) -> dict[str, Any]:
    """For a server that makes a grammar of it: every property required, and the limits that a grammar can hold."""
    found: dict[str, Any] = _tight(dict(schema), loose=_UNSPOKEN)
    return found


def inline(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Without `$ref`: what a server that knows half of JSON Schema still reads."""
    parts = schema.get("$defs", {})

    def walk(held: Any) -> Any:
        if isinstance(held, dict):
            if "$ref" in held:
                return walk(parts[str(held["$ref"]).rsplit("/", 1)[-1]])
            return {name: walk(value) for name, value in held.items() if name not in ("$defs", "title", "default")}
        return [walk(value) for value in held] if isinstance(held, list) else held

    found: dict[str, Any] = walk(dict(schema))
    return found


def told(schema: Mapping[str, Any]) -> str:
    """In words, for a model whose server takes no schema."""
    spelt = json.dumps(inline(schema), ensure_ascii=False, separators=(",", ":"))
    return f"Answer with one JSON object, without a code fence, that fits this JSON schema:\n{spelt}"


def _tight(held: Any, loose: frozenset[str] = _LOOSE) -> Any:
    if isinstance(held, list):
        return [_tight(value, loose) for value in held]
    if not isinstance(held, dict):
        return held
    kept = {name: value for name, value in held.items() if name not in loose or isinstance(value, dict)}
    if isinstance(kept.get("maxLength"), int) and kept["maxLength"] > _LONG:
        del kept["maxLength"]
    found = {name: _tight(value, loose) for name, value in kept.items()}
    if isinstance(found.get("properties"), dict):
        # what may be anything is our own painter's; no model is asked for it
        known = {name: part for name, part in found["properties"].items() if set(part) - {"description"}}
        found |= {"properties": known, "required": list(known), "additionalProperties": False}
    return found
