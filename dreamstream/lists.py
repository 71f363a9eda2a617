"""The closed lists that others script against: one place, so that no two rooms disagree."""

from __future__ import annotations

DREAM_TYPES = ("normal", "lucid", "nightmare", "recurring", "fragment")
SIGN_KINDS = ("person", "place", "feeling", "action", "symbol")
PATTERNS = ("people", "tension", "feelings", "places", "body", "pressure")
EMOTIONS = ("peace", "love", "joy", "fear", "anger", "sadness", "unease", "confusion")
EVENT_TYPES = (
    "note",
    "reflection",
    "recall",
    "person",
    "place",
    "feeling",
    "sign",
    "lucidity",
    "waking",
    "finding",
    "hypothesis",
    "decision",
    "rejection",
    "constraint",
    "correction",
    "rehearsal",
)
#: What a dream's job can make, and in this order of urgency when several wait.
KINDS = ("analysis", "image", "comic", "lens", "healing", "refine", "insights", "transcript", "video")
#: What a newly told dream asks for.
ESSENTIAL = ("analysis", "image", "comic")
JOB_STATUSES = ("pending", "processing", "completed", "failed", "cancelled")
OUTPUT_STATUSES = ("idle", "pending", "processing", "retrying", "completed", "failed")
FIELDS = (
    "sign",
    "type",
    "tag",
    "person",
    "place",
    "emotion",
    "pattern",
    "lucid",
    "stress",
    "night",
    "has",
    "status",
    "host",
    "kind",
    "draft",
)
