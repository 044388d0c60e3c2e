"""What a journal line says happened, and the arithmetic of the seals over it."""

import hashlib
import json
from collections.abc import Sequence
from enum import StrEnum


class Outcome(StrEnum):
    SHOWN = "shown"
    DONE = "done"
    REFUSED = "refused"


def digest(before: str, lines: Sequence[Sequence[str]]) -> str:
    """SHA-256, in hex, over the seal before and each line's texts in their sealed order."""
    text = json.dumps([before, [list(line) for line in lines]], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
