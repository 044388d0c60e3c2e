"""What a tablet may have held since an earlier release is still taken (design.md section 4).

``tests/releases/outbox.jsonl`` holds bodies as each release's tablet made them. A line is added when a form or a
command changes, and never changed or taken out: it may lie on a tablet in a drawer.
"""

import json
import re
from pathlib import Path
from typing import Any

from app.actions.carry_out import body_hash
from app.actions.entry import AddEntry
from app.actions.register import REGISTER, Happened, OptionalNote
from app.models import new_id
from app.web.templating import TEMPLATES
from tests.cast import Cast
from tests.samples.assessment import circulation, going
from tests.samples.visit import nobodys, recorded

RECORDED = Path(__file__).with_name("releases").joinpath("outbox.jsonl").read_text().splitlines()
OF_A_FORM = re.compile(r'data-outbox="([\w-]+)"')


def filled(line: str, cast: Cast) -> dict[str, Any]:
    ids = {
        "client": cast.peggy,
        "visit": nobodys(cast),
        "recorded": recorded(cast),
        "assessment": going(cast),
        "problem": circulation(cast),
        "id": new_id(),
    }
    for name, value in ids.items():
        line = line.replace(f'"{{{name}}}"', f'"{value}"')
    one: dict[str, Any] = json.loads(line)
    return one


def in_the_outbox() -> set[str]:
    """The commands that some page's form gives to the tablet's outbox."""
    return {name for path in TEMPLATES.rglob("*.html") for name in OF_A_FORM.findall(path.read_text())}


def test_a_body_of_every_release_is_taken_as_it_was_recorded(cast: Cast) -> None:
    sent = [filled(line, cast) for line in RECORDED]
    answers = [(one["command"], cast.joanne.command(one["command"], one["body"])) for one in sent]

    assert [(name, answer.text) for name, answer in answers if answer.status_code != 200] == []


def test_every_form_of_the_outbox_has_a_body_on_record_in_its_version() -> None:
    kept = {(one["command"], one["version"]) for one in map(json.loads, RECORDED)}

    assert {(name, REGISTER[name].version) for name in in_the_outbox()} <= kept


def test_what_goes_through_the_outbox_may_come_late() -> None:
    assert [name for name in in_the_outbox() if not issubclass(REGISTER[name].model, Happened)] == []


def test_a_field_that_a_later_release_adds_does_not_make_another_body_of_it() -> None:
    class Later(AddEntry):
        weather: OptionalNote = ""

    body = {"id": new_id(), "client": new_id(), "happened_at": "2026-11-24T12:01:00Z", "text": "Ruth rang."}
    hashes = {body_hash("add-entry", model.model_validate(body), str) for model in (AddEntry, Later)}

    assert len(hashes) == 1
