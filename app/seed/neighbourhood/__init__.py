"""The invented neighbourhoods of the demonstration: who lives there, what care they get, and what has happened.

``bury`` and ``malpas`` hold the clients, ``care`` and ``phrases`` what a visit consists of and how nurses write about
it, ``stories`` what happened to some of them day by day; ``rota``, ``calendar`` and ``script`` turn that into commands.
"""

from collections.abc import Mapping

from app.seed.neighbourhood.bury import BURY
from app.seed.neighbourhood.malpas import MALPAS
from app.seed.neighbourhood.place import Place

PLACES: Mapping[str, Place] = {"Riverside": BURY, "Malpas": MALPAS}
"""The team's name → where it works."""
