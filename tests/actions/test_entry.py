"""A note in the timeline, and its correction."""

from typing import Any

from sqlalchemy import select

from app.models import Entry, new_id
from tests.cast import Cast
from tests.visits import refused


def body(cast: Cast, **more: Any) -> dict[str, Any]:
    now = cast.kring.clock.now.isoformat()
    return {"id": str(new_id()), "client": str(cast.peggy), "happened_at": now, "text": "Ruth rang.", **more}


def entries(cast: Cast) -> list[Entry]:
    with cast.kring.door.read(cast.riverside) as session:
        found = session.execute(select(Entry).where(Entry.team_id == cast.riverside).order_by(Entry.id))
        return [row.model_copy() for row in found.scalars()]


def test_a_note_is_added_with_when_it_happened_and_when_it_came(cast: Cast) -> None:
    before = cast.kring.clock.now
    note = body(cast)
    received = cast.kring.clock.forward(hours=4)

    answer = cast.gwen.command("add-entry", note)

    assert answer.status_code == 200, answer.text
    (kept,) = entries(cast)
    assert (kept.text, kept.happened_at, kept.received_at) == ("Ruth rang.", before, received)


def test_a_corrected_note_names_the_one_it_corrects_and_both_stay(cast: Cast) -> None:
    first = body(cast)
    cast.amina.command("add-entry", first)
    correction = {"id": str(new_id()), "client": str(cast.peggy), "entry": first["id"], "text": "Ruth rang twice."}

    answer = cast.joanne.command("correct-entry", correction)

    assert answer.status_code == 200, answer.text
    old, new = entries(cast)
    assert (old.text, new.text, new.corrects, new.author) == (
        "Ruth rang.",
        "Ruth rang twice.",
        old.id,
        cast.joanne.membership,
    )


def test_the_same_words_are_no_correction(cast: Cast) -> None:
    first = body(cast)
    cast.amina.command("add-entry", first)
    same = {"id": str(new_id()), "client": str(cast.peggy), "entry": first["id"], "text": "Ruth rang."}

    assert refused(cast.amina.command("correct-entry", same)) == (409, "nothing-changed")


def test_an_empty_note_and_another_teams_client_are_refused(cast: Cast) -> None:
    assert cast.amina.command("add-entry", body(cast, text=" ")).status_code == 422
    assert refused(cast.amina.command("add-entry", body(cast, client=str(cast.walter)))) == (404, "not-found")
    assert refused(cast.beth.command("add-entry", body(cast), team=cast.riverside)) == (404, "not-found")
