"""The tablet's word for when something happened."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime
from pydantic_core import PydanticCustomError

from app.domain.words import N_


def _can_be(moment: datetime) -> datetime:
    if not 1990 <= moment.year <= 2200:
        raise PydanticCustomError("wrong", N_("This is no time at which anything was done. Look at the year."))
    return moment


ToldAt = Annotated[AwareDatetime, AfterValidator(_can_be)]
"""An instant with its zone. It is believed; the server's own clock is kept beside it."""
