"""The few ways in which a wish is refused. ``web/errors.py`` alone turns them into answers."""

from collections.abc import Mapping


class Refused(Exception):
    """A wish that was understood and not granted. ``message`` is English; its ``{names}`` are filled in later."""

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values: Mapping[str, object] = values
        if code is not None:
            self.code = code


class RuleBroken(Refused):
    """A rule of the team or of the field stands against it (409)."""

    code = "rule-broken"


class NotFound(Refused):
    """It is not there, or it is another team's: the answer is the same (404)."""

    code = "not-found"


class NotAllowed(Refused):
    """It is there, and this person may not (403). Rare: only guests, exclusions and declared conflicts."""

    code = "not-allowed"


class ChangedMeanwhile(Refused):
    """Somebody saved another version first (409). ``theirs`` and ``yours`` are the two texts, by field."""

    code = "changed-meanwhile"

    def __init__(
        self, message: str, *, version: int, theirs: Mapping[str, object], yours: Mapping[str, object]
    ) -> None:
        super().__init__(message)
        self.version = version
        self.theirs = theirs
        self.yours = yours


class FieldWrong(Refused):
    """One field does not hold; the word stands beside it (422)."""

    code = "not-filled-in"

    def __init__(self, field: str, message: str, **values: object) -> None:
        super().__init__(message, code=None, **values)
        self.field = field


ByField = Mapping[str, tuple[str, Mapping[str, object]]]
"""Field → the word beside it and what is filled in."""


class FieldsWrong(FieldWrong):
    """Several fields do not hold; each has its word beside it (422)."""

    def __init__(self, by_field: ByField) -> None:
        field, (message, values) = next(iter(by_field.items()))
        super().__init__(field, message, **values)
        self.by_field = by_field


class Asks(RuleBroken):
    """Something to look at again (409). It refuses nothing: sent again with ``confirmed`` it is taken."""

    code = "asks"

    def __init__(self, by_field: ByField) -> None:
        message, values = next(iter(by_field.values()))
        super().__init__(message, code=None, **values)
        self.by_field = by_field


class OperationReused(Refused):
    """The same operation id came with another body (409)."""

    code = "operation-reused"


class SignedOut(Refused):
    """No session, or one that has ended or is locked (401). Whose it was, if known, is ``account`` in the values."""

    code = "signed-out"


class TooManyAttempts(Refused):
    """Too many tries; ``retry_after`` is in seconds (429)."""

    code = "too-many-attempts"

    def __init__(self, message: str, *, retry_after: int, **values: object) -> None:
        super().__init__(message, code=None, **values)
        self.retry_after = retry_after
