"""Forms as they are typed: empty is not missing, three fields are a date, and nothing that was typed is lost."""

from datetime import date
from uuid import UUID

import pytest
from starlette.datastructures import FormData

from app.actions.register import Command, Line, Note, OptionalLine
from app.domain.errors import ChangedMeanwhile, FieldWrong, NotFound, RuleBroken
from app.models import new_id
from app.web.forms import Bound, _id, bind, fresh


class Wish(Command):
    """One of each kind of field."""

    name: Line
    note: OptionalLine = ""
    text: Note = "x"
    born: date | None = None
    hours: float | None = None
    count: int = 0
    days: tuple[date, ...] = ()
    agreed: bool = False


def bound(*pairs: tuple[str, str], **given: object) -> Bound[Wish]:
    return bind(Wish, FormData([("operation", str(new_id())), *pairs]), **given)


def test_a_form_becomes_the_command() -> None:
    form = bound(("name", "  Mara  "), ("count", "3"), ("hours", "28.5"), ("agreed", "yes"))

    assert form.errors == {}
    assert form.command == Wish(name="Mara", count=3, hours=28.5, agreed=True)


@pytest.mark.parametrize("value", ["", " ", "\t\n "])
def test_an_empty_field_is_as_one_that_is_missing(value: str) -> None:
    assert bound(("name", value)).errors == bound().errors == {"name": "Fill this in."}


def test_an_empty_field_that_need_not_be_filled_in_has_its_default() -> None:
    form = bound(("name", "Mara"), ("note", ""), ("hours", ""), ("count", ""))

    assert form.command == Wish(name="Mara")


DATES = {
    "a day": (("24", "11", "2026"), date(2026, 11, 24), None),
    "small numbers": (("1", "2", "2026"), date(2026, 2, 1), None),
    "with spaces": ((" 1", "2 ", "2026"), date(2026, 2, 1), None),
    "nothing": (("", "", ""), None, None),
    "no such day": (("31", "2", "2026"), None, "real date"),
    "no leap year": (("29", "2", "2026"), None, "real date"),
    "a word": (("x", "2", "2026"), None, "real date"),
    "a part is missing": (("1", "", "2026"), None, "real date"),
    "two digits of a year": (("1", "2", "26"), None, "real date"),
    "other digits": (("١", "٢", "٢٠٢٦"), None, "real date"),
    "the year nought": (("1", "1", "0"), None, "real date"),
}


@pytest.mark.parametrize(("parts", "day", "word"), DATES.values(), ids=DATES)
def test_three_fields_are_one_date(parts: tuple[str, str, str], day: date | None, word: str | None) -> None:
    fields = [(f"born_{name}", value) for name, value in zip(("day", "month", "year"), parts, strict=True)]

    form = bound(("name", "Mara"), *fields)

    if word:
        assert word in str(form.error("born"))
    else:
        assert form.command and form.command.born == day
    assert [form.value(name) for name, _ in fields] == list(parts)


def test_several_days_are_a_list_and_empty_lines_are_left_out() -> None:
    form = bound(("name", "Mara"), ("days", "2026-11-24"), ("days", ""), ("days", "2026-11-25"))

    assert form.command and form.command.days == (date(2026, 11, 24), date(2026, 11, 25))


def test_a_text_that_is_too_long_comes_back_whole() -> None:
    text = "ü" * 2_000_000

    form = bound(("name", "Mara"), ("text", text))

    assert form.value("text") == text
    assert "at most 20000 characters" in str(form.error("text"))


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\ud800"])
def test_a_sign_that_cannot_be_stored_is_named(sign: str) -> None:
    assert "cannot be stored" in str(bound(("name", f"Mara{sign}")).error("name"))


def test_a_line_is_one_line_and_a_note_may_be_many() -> None:
    form = bound(("name", "Mara\nJanssen"), ("text", "one\r\ntwo\tthree"))

    assert form.errors == {"name": "Write this on one line."}


def test_an_unknown_field_is_refused_by_its_name() -> None:
    assert bound(("name", "Mara"), ("is_admin", "1")).errors == {"is_admin": "This page knows no such field."}


def test_what_the_address_says_beats_the_form() -> None:
    form = bound(("name", "Mara"), ("count", "1"), count=7)

    assert form.command and form.command.count == 7


@pytest.mark.parametrize("number", ["", "1", "00000000-0000-4000-8000-000000000000", "x" * 36, "{}"])
def test_a_form_without_a_good_number_asks_to_be_loaded_again_and_keeps_what_was_typed(number: str) -> None:
    form = bind(Wish, FormData([("operation", number), ("name", "Mara")]))

    assert "Load the page again" in form.errors["operation"]
    assert form.value("name") == "Mara"


def test_a_refusal_stands_beside_its_field_or_at_the_head() -> None:
    form = bound(("name", "Mara"))
    form.refuse(FieldWrong("name", "Not {what}.", what="this"))
    assert (form.error("name"), form.status, form.conflict) == ("Not this.", 422, None)

    form = bound(("name", "Mara"))
    form.refuse(RuleBroken("The team is full."))
    assert (form.error(""), form.status, form.conflict) == ("The team is full.", 409, None)


def test_a_conflict_is_kept_with_both_texts() -> None:
    form, refusal = bound(("name", "Mara")), ChangedMeanwhile("x", version=2, theirs={}, yours={})

    form.refuse(refusal)

    assert (form.status, form.conflict) == (409, refusal)


def test_an_untouched_form_is_filled_with_what_is_known() -> None:
    form = fresh(new_id(), name="Mara", days=[date(2026, 11, 24)], note=None)

    assert (form.value("name"), form.values_of("days"), form.value("note"), form.errors) == (
        "Mara",
        ["2026-11-24"],
        "",
        {},
    )
    assert form.operation_id.version == 7


@pytest.mark.parametrize("odd", ["", "1", None, "x", "0" * 31, "\x00", "é" * 32, 5])
def test_an_odd_id_is_not_found(odd: object) -> None:
    with pytest.raises(NotFound):
        _id(odd)


def test_an_id_is_read_as_it_was_written() -> None:
    one = new_id()

    assert _id(str(one)) == _id(one) == UUID(str(one))
