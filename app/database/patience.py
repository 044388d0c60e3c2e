"""How long a request may still wait for the database: the promise is an answer, whatever it says, within five seconds.

A request has one span for all it asks, counted from its arrival, so that neither two waits in a row nor a queue before
a free thread can add up. Outside a request (command line, clock) each question has a span of its own.
"""

import time
from contextvars import ContextVar

WAIT = 4.0
"""Seconds."""

_until: ContextVar[float | None] = ContextVar("answer_by", default=None)


def begin_waiting() -> None:
    """Start the span of the request that this context serves."""
    _until.set(time.monotonic() + WAIT)


def wait_as_long_as_needed() -> None:
    """For what outlives a request (a stream): from here on each question has a span of its own."""
    _until.set(None)


def patience() -> float:
    """Seconds left; never less than nothing."""
    until = _until.get()
    return WAIT if until is None else max(0.0, until - time.monotonic())
