"""What a journal line says happened, and the arithmetic of the seals over it."""

import hashlib
import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    SHOWN = "shown"
    DONE = "done"
    REFUSED = "refused"


def line_hash(texts: Sequence[str]) -> str:
    """SHA-256, in hex, over one line's texts."""
    return _sha256(list(texts))


def seal_hash(before: str, lines: Sequence[str]) -> str:
    """SHA-256, in hex, over the hash of the seal before and of each line in its sealed order."""
    return _sha256([before, list(lines)])


def _sha256(content: list[Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
