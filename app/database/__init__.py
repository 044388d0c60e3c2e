"""The one door to the database: ``read``, ``write``, ``submit`` (design.md section 4).

``read(team)`` is a snapshot, given back before anything is rendered. ``write(team, work)`` is a whole unit of work that
may be run again. ``submit`` is the same without waiting. Inside a unit there is no clock, no randomness, no hashing, no
file and no network: what it needs of those is made beforehand and handed in.
"""

from app.database.door import Door, Work, WroteInsideWrite, settle
from app.database.faults import Unavailable
from app.database.inline import InlineDoor
from app.database.opening import open_door
from app.database.patience import begin_waiting, wait_as_long_as_needed
from app.database.postgres import PostgresDoor, serving_role_faults
from app.database.sqlite import SqliteDoor
from app.database.standing import fence_faults

__all__ = [
    "Door",
    "InlineDoor",
    "PostgresDoor",
    "SqliteDoor",
    "Unavailable",
    "Work",
    "WroteInsideWrite",
    "begin_waiting",
    "fence_faults",
    "open_door",
    "serving_role_faults",
    "settle",
    "wait_as_long_as_needed",
]
