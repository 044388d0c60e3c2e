"""What a tablet may hold: how many a nurse has, and for how long it keeps pages without word from the server."""

from datetime import date, timedelta

TABLETS_MOST = 10
"""Tablets on which one nurse has a passphrase. Each is a copy of clients' pages that somebody may leave on a bus."""
KEPT_FOR = timedelta(hours=72)
"""After this without word from the server the stored pages go; what waits to be sent never does."""
FILLING_LASTS = timedelta(minutes=10)
"""How long after the line "put on tablet" the pages that it names may be fetched under it."""
DAYS = 2
"""Today and tomorrow."""


def days_on_tablet(today: date) -> tuple[date, ...]:
    return tuple(today + timedelta(days=number) for number in range(DAYS))
