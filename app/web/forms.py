"""Forms as a nurse typed them: bound to a command, a word beside each field that does not hold, nothing lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Path, Request
from pydantic import BaseModel, BeforeValidator, ValidationError
from pydantic_core import ErrorDetails
from starlette.datastructures import FormData

from app.domain.errors import Asks, ChangedMeanwhile, FieldsWrong, FieldWrong, NotFound, Refused
from app.domain.words import N_
from app.web.language import translate

C = TypeVar("C", bound=BaseModel)

ACCOUNT = "account"
"""The hidden field that says whose page a form stands on."""
MAX_FIELDS = 500
MAX_PART = 8 * 1024 * 1024
"""Bytes of one field as it was sent. A text of 2 MB may take three times that in a form, each byte as ``%C3``."""


def _id(value: object) -> UUID:
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        raise NotFound(N_("There is nothing here for you.")) from None


PathId = Annotated[UUID, Path(), BeforeValidator(_id)]
"""An id in an address. An odd one is simply not found."""


async def posted(request: Request) -> FormData:
    """The form as it came. Limits on size are kept before this, by route (``web/guard.py``)."""
    form = await request.form(max_files=10, max_fields=MAX_FIELDS, max_part_size=MAX_PART)
    request.state.account_sent = str(form.get(ACCOUNT, ""))
    return form


def account_sent(request: Request) -> str:
    """Whose page the form stood on that this request has read; empty where there was none."""
    return str(getattr(request.state, "account_sent", ""))


Form = Annotated[FormData, Depends(posted)]


@dataclass
class Bound(Generic[C]):
    """A form with what was typed, what is wrong with it, and the command it became when nothing is."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    command: C | None = None
    operation: str = ""
    account: str = ""
    """Whose page the form stood on, as it says itself."""
    conflict: ChangedMeanwhile | None = None
    """Set when somebody saved first: the page shows both texts, and the form carries the new version."""
    asks: bool = False
    """Set when nothing is wrong but something is to be looked at again: the form offers to confirm it."""
    status: int = 422
    """What the page is answered with when the form is shown again."""

    def value(self, name: str, default: str = "") -> str:
        found = self.values.get(name)
        return found[-1] if found else default

    def values_of(self, name: str) -> list[str]:
        return list(self.values.get(name, ()))

    def error(self, name: str) -> str | None:
        return self.errors.get(name)

    def refuse(self, refusal: Refused) -> None:
        """Put an action's refusal beside its field, or at the head of the form when it is about no field."""
        where = refusal.field if isinstance(refusal, FieldWrong) else ""
        one = {where: (refusal.message, refusal.values)}
        for name, (message, values) in (refusal.by_field if isinstance(refusal, (Asks, FieldsWrong)) else one).items():
            self.errors[name] = translate(message, values)
        self.asks = isinstance(refusal, Asks)
        self.status = 422 if isinstance(refusal, FieldWrong) else 409
        self.conflict = refusal if isinstance(refusal, ChangedMeanwhile) else None

    @property
    def operation_id(self) -> UUID:
        """The id made at submit; a form sent without script gets a fresh one from the page it came from."""
        return _operation(self.operation)


def fresh(operation: UUID | str, **values: object) -> Bound[Any]:
    """An untouched form, filled with what is known. ``operation`` is the id its first sending will carry."""
    filled = {
        name: [str(part) for part in value] if isinstance(value, (list, tuple)) else [str(value)]
        for name, value in values.items()
        if value is not None
    }
    return Bound(values=filled, operation=str(operation))


def bind(model: type[C], form: FormData, **given: object) -> Bound[C]:
    """Bind a posted form to a command. ``given`` comes from the address and beats the form."""
    values: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            values.setdefault(name, []).append(value)
    operation = values.pop("operation", [""])[-1]
    account = values.pop(ACCOUNT, [""])[-1]
    bound: Bound[C] = Bound(values=values, operation=operation, account=account)
    try:
        bound.command = model.model_validate({**_raw(model, values), **given})
    except ValidationError as wrong:
        bound.errors = field_errors(wrong)
    if not bound.errors:
        _check_operation(bound)
    return bound


def field_errors(wrong: ValidationError) -> dict[str, str]:
    """Field → translated word, the first one for each field."""
    errors: dict[str, str] = {}
    for error in wrong.errors(include_url=False):
        errors.setdefault(_field(error["loc"]), _word(error))
    return errors


def _field(place: tuple[int | str, ...]) -> str:
    """The field's name; in a dictionary the key belongs to it, as in the form (``value.pulse``)."""
    key = f".{place[1]}" if len(place) > 1 and isinstance(place[1], str) and place[-1] != "[key]" else ""
    return f"{place[0]}{key}" if place else ""


def _raw(model: type[BaseModel], values: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Empty fields are absent, three date fields are one date, and only list fields keep more than one value."""
    raw: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if (parts := _date_parts(name, values)) is not None:
            raw[name] = parts
        elif name in values:
            is_list = "list" in str(info.annotation) or "tuple" in str(info.annotation)
            given = [value for value in values[name] if value.strip()]
            if is_list:
                raw[name] = given
            elif given:
                raw[name] = given[-1]
        elif keyed := _keyed(name, values):
            raw[name] = keyed
    unknown = {
        name
        for name in values
        if not {name, name.rsplit("_", 1)[0], name.partition(".")[0]} & model.model_fields.keys()
    }
    return raw | {name: values[name][-1] for name in unknown}


def _keyed(name: str, values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Fields called ``name.key`` are one dictionary; a key that was left empty is absent."""
    found = {field.partition(".")[2]: given[-1] for field, given in values.items() if field.startswith(f"{name}.")}
    return {key: value for key, value in found.items() if key and value.strip()}


def _date_parts(name: str, values: Mapping[str, Sequence[str]]) -> str | None:
    parts = [values.get(f"{name}_{part}", [""])[-1].strip() for part in ("year", "month", "day")]
    if not any(parts):
        return None
    year, month, day = parts
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}"  # a year of two digits is none: nobody was born in the year 26


def _operation(value: str) -> UUID:
    operation = UUID(value)
    if operation.version != 7:
        raise ValueError(value)
    return operation


def _check_operation(bound: Bound[Any]) -> None:
    try:
        _operation(bound.operation)
    except ValueError:
        bound.errors["operation"] = translate(
            N_("This form lost its number. Load the page again; what you typed is below.")
        )


WORDS: Mapping[str, str] = {
    "missing": N_("Fill this in."),
    "string_too_short": N_("Fill this in."),
    "too_short": N_("Choose at least {min_length}."),
    "string_unicode": N_("There is a sign in this that cannot be stored. Type it again."),
    "string_too_long": N_("This is too long: at most {max_length} characters fit. Nothing you typed is lost."),
    "int_parsing": N_("Write a whole number."),
    "int_type": N_("Write a whole number."),
    "float_parsing": N_("Write a number, such as 28 or 28.5."),
    "finite_number": N_("Write a number, such as 28 or 28.5."),
    "greater_than_equal": N_("Write {ge} or more."),
    "less_than_equal": N_("Write {le} or less."),
    "greater_than": N_("Write more than {gt}."),
    "less_than": N_("Write less than {lt}."),
    "enum": N_("Choose one of the listed answers."),
    "literal_error": N_("Choose one of the listed answers."),
    "extra_forbidden": N_("This page knows no such field."),
    "date_from_datetime_parsing": N_("Write a real date, such as 24 11 2026."),
    "date_parsing": N_("Write a real date, such as 24 11 2026."),
    "time_parsing": N_("Write a time, such as 09:15."),
    "time_type": N_("Write a time, such as 09:15."),
    "datetime_parsing": N_("Write a day and a time with its zone, such as 2026-11-24T09:15:00Z."),
    "datetime_from_date_parsing": N_("Write a day and a time with its zone, such as 2026-11-24T09:15:00Z."),
    "timezone_aware": N_("Write a day and a time with its zone, such as 2026-11-24T09:15:00Z."),
    "uuid_parsing": N_("This does not name anything we know."),
    "uuid_version": N_("This form lost its number. Load the page again; what you typed is below."),
    "bool_parsing": N_("Choose yes or no."),
    "string_pattern_mismatch": N_("This is not written as it should be."),
}


def _word(error: ErrorDetails) -> str:
    context = {name: _plainly(value) for name, value in error.get("ctx", {}).items()}
    text = WORDS.get(error["type"])
    if text is None:
        text = error["msg"] if error["type"] in OWN else N_("This cannot be read. Write it another way.")
    return translate(text, context)


def _plainly(value: object) -> object:
    """A bound as people write it: 48 and not 48.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


OWN = ("unstorable", "one_line", "wrong")
"""Error types of our own validators, whose message is already a sentence for the reader."""
