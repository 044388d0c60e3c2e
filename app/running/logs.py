"""One JSON line a request or event, on standard output: never an address, a name, a number or a code."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """What is JSON already passes as it is; everything else becomes one line, a fault without the values in hand."""

    def format(self, record: logging.LogRecord) -> str:
        text = record.getMessage()
        if text.startswith("{"):
            return text
        parts: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "what": text if record.name.startswith("kring") else f"{record.name}: {text}",
            **getattr(record, "kring", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            parts["fault"] = where(record.exc_info[1])
        return json.dumps(parts, ensure_ascii=False)


def where(fault: BaseException) -> str:
    """The kind of fault and where it happened. Its message is left out: it may hold a name."""
    frames = traceback.extract_tb(fault.__traceback__)[-6:]
    places = " ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
    return f"{type(fault).__name__} at {places}"


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "app.running.logs.JsonLines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {"kring": {"level": "INFO"}, "uvicorn": {"level": "WARNING"}},
}
"""For ``logging.config``; each worker sets it up for itself."""
