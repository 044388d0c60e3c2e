"""What every command in the register must pass, made from the register itself (design.md section 5)."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx2 import Response
from sqlalchemy.engine import URL

from app.actions.register import REGISTER, AlsoSuspended, Registered
from app.models import new_id
from tests.cast import ORIGIN, Kring, Person
from tests.circle import Circle
from tests.databases import Cluster
from tests.samples import SAMPLES, Sample
from tests.stage import before, put_in

COMMANDS = sorted(REGISTER)
VERSIONED = [name for name in COMMANDS if "version" in REGISTER[name].model.model_fields]
LONG, LONGER = "x" * 100_000, "x" * 2_000_000


@pytest.fixture(params=COMMANDS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def sample(name: str) -> Sample:
    return SAMPLES[name]


def send(person: Person, name: str, body: Any, operation: UUID | None = None, **envelope: Any) -> Response:
    sent = {"operation": str(operation or new_id()), "team": str(person.team), "body": body, **envelope}
    return post(person, name, json.dumps(sent))


def post(person: Person, name: str, content: str | bytes, **headers: str) -> Response:
    return person.browser.post(
        f"/api/commands/{name}", content=content, headers={"Content-Type": "application/json", **headers}
    )


NOT_FOUND, REUSED = (404, "not-found"), (409, "operation-reused")


def refusal(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_every_command_has_a_sample_and_every_sample_a_command() -> None:
    assert sorted(SAMPLES) == COMMANDS


def test_sent_again_it_gives_the_same_answer_changes_once_and_leaves_one_line(
    circle: Circle, name: str, sample: Sample
) -> None:
    body, operation, before = sample.body(circle, circle.amina), new_id(), circle.content()

    first = send(circle.amina, name, body, operation)
    after = circle.content()
    again = send(circle.amina, name, body, operation)

    assert first.status_code == 200, first.text
    assert (after == before) is sample.changes_nothing
    if sample.ends_access:
        assert again.status_code in (401, 404), sample.ends_access
    else:
        assert again.json() == {**first.json(), "again": True}
        assert refusal(send(circle.amina, name, {**body, **sample.other}, operation)) == REUSED, "another body"
        assert refusal(send(circle.joanne, name, body, operation)) == REUSED, "somebody else"
    assert circle.content() == after
    assert [line.outcome for line in circle.lines(name)].count("done") == 1


def test_after_a_refusal_the_mended_form_goes_through_under_the_same_operation(
    circle: Circle, name: str, sample: Sample
) -> None:
    body, operation, before = sample.body(circle, circle.amina), new_id(), circle.content()

    refused = send(circle.amina, name, {**body, **sample.refused}, operation)
    unchanged = circle.content() == before
    mended = send(circle.amina, name, body, operation)

    assert refused.status_code in (404, 409, 422), refused.text
    assert refused.json()["code"]
    assert unchanged
    assert mended.status_code == 200, mended.text


@pytest.mark.parametrize("versioned", VERSIONED)
def test_a_stale_version_is_shown_with_both_texts(circle: Circle, versioned: str) -> None:
    body = SAMPLES[versioned].body(circle, circle.amina)
    send(circle.amina, versioned, body)

    answer = send(circle.amina, versioned, {**body, **SAMPLES[versioned].other})

    found = answer.json()
    assert refusal(answer) == (409, "changed-meanwhile")
    assert found["version"] == body["version"] + 1
    assert found["theirs"] != found["yours"]
    assert found["theirs"].keys() == found["yours"].keys()


def test_whoever_has_no_part_in_the_team_is_refused_and_changes_nothing(
    circle: Circle, name: str, sample: Sample
) -> None:
    """Nobody signed in; a stranger, an ex-member and a nurse of another team; she once more from her own team."""
    body, before, team = sample.body(circle, circle.amina), circle.content(), str(circle.riverside)
    envelope = {"operation": str(new_id()), "team": team, "body": body}

    assert refusal(circle.kring.browser().post(f"/api/commands/{name}", json=envelope)) == (401, "signed-out")
    for person in (circle.nell, circle.olive, circle.beth):
        assert refusal(send(person, name, body, team=team)) == NOT_FOUND, person.name
    assert [line.outcome for line in circle.lines(name)] == ["refused"] * 3
    from_her_own = send(circle.beth, name, body)
    if sample.names_rows:
        assert refusal(from_her_own) == NOT_FOUND, "rows of another team"
    assert circle.content() == before


def test_a_guest_is_told_what_a_guest_does_not_do(circle: Circle, name: str, sample: Sample) -> None:
    answer = send(circle.gwen, name, sample.body(circle, circle.gwen))

    assert answer.status_code == sample.guest, answer.text
    if sample.guest == 403:
        assert answer.json()["code"] == "guest-has-no-voice"


def test_a_suspended_member_reaches_nothing_but_her_way_out(circle: Circle, name: str, sample: Sample) -> None:
    answer = send(circle.una, name, sample.body(circle, circle.una))

    if issubclass(REGISTER[name].model, AlsoSuspended):
        assert (answer.status_code, name) == (200, "leave-team")
    else:
        assert refusal(answer) == NOT_FOUND


def broken_bodies(registered: Registered, body: Any) -> Iterator[tuple[str, Any]]:
    """What can be wrong with a body, one thing at a time."""
    for field, info in registered.model.model_fields.items():
        if info.is_required():
            yield f"without {field}", {key: value for key, value in body.items() if key != field}
            yield f"{field} is nothing", {**body, field: None}
        yield f"{field} is a list of objects", {**body, field: [{}]}
        yield f"{field} is an object", {**body, field: {"a": 1}}
        yield f"{field} has 100 kB", {**body, field: LONG}
        yield f"{field} holds a NUL", {**body, field: "a\x00b"}
        yield f"{field} holds half a sign", {**body, field: "a\ud800b"}
        last = field
    yield f"{last} has 2 MB", {**body, last: LONGER}
    yield "an unknown field", {**body, "is_manager": True}
    yield "a list", [body]
    yield "a text", "leave"
    yield "nothing", None


def test_a_malformed_body_is_refused_with_a_code_and_changes_nothing(circle: Circle, name: str, sample: Sample) -> None:
    body, before = sample.body(circle, circle.amina), circle.content()
    for what, broken in broken_bodies(REGISTER[name], body):
        answer = send(circle.amina, name, broken)

        assert answer.status_code == 422, (what, answer.status_code)
        assert answer.json()["code"] == "not-filled-in", what
        assert "x" * 1000 not in answer.text, what
    assert circle.content() == before


def test_a_malformed_envelope_another_kind_of_content_site_or_method_is_refused_with_a_code(
    circle: Circle, name: str, sample: Sample
) -> None:
    body = sample.body(circle, circle.amina)
    whole = {"operation": str(new_id()), "team": str(circle.riverside), "body": body}
    texts = {
        "not JSON": "{",
        "empty": "",
        "not text": b"\xff\xfe\x00",
        "a list": "[]",
        "deep": "[" * 100_000,
        "deep inside": json.dumps({**whole, "body": None}).replace("null", '{"a":' * 50_000 + "1" + "}" * 50_000),
        "an operation of another kind": json.dumps({**whole, "operation": str(uuid4())}),
        "no operation": json.dumps({**whole, "operation": ""}),
        "no team": json.dumps({**whole, "team": "riverside"}),
        "more than an envelope holds": json.dumps({**whole, "as": "manager"}),
        "a version nobody knows yet": json.dumps({**whole, "version": 99}),
        "a number too large to read": json.dumps(whole).replace('"body"', '"version": ' + "9" * 5000 + ', "body"'),
    }
    for what, text in texts.items():
        answer = post(circle.amina, name, text)

        assert answer.status_code == 422, (what, answer.status_code)
        assert answer.json()["code"], what
    sent = json.dumps(whole)
    assert refusal(post(circle.amina, name, sent, **{"Content-Type": "text/plain"})) == (415, "wrong-type")
    assert refusal(post(circle.amina, name, sent, **{"Sec-Fetch-Site": "cross-site"})) == (403, "not-allowed")
    assert refusal(circle.amina.browser.get(f"/api/commands/{name}")) == (405, "wrong-method")


def test_an_unknown_command_is_not_found(circle: Circle) -> None:
    assert refusal(send(circle.amina, "make-manager", {})) == NOT_FOUND


def test_five_at_once_change_once(live: Kring, cluster: Cluster, fresh_url: URL, tmp_path: Path) -> None:
    """Each command five times at the same moment on five threads, through the real door, in a team of its own."""
    engine = cluster.engine(fresh_url)
    for name in COMMANDS:
        circle = before(live, put_in(engine, Circle, live.keys, live.clock.now, tmp_path))
        sample = SAMPLES[name]
        body, operation = sample.body(circle, circle.amina), new_id()
        sent = {"operation": str(operation), "team": str(circle.riverside), "body": dict(body)}

        with ThreadPoolExecutor(5) as threads:
            answers = [one.result() for one in [threads.submit(_apart, circle.amina, name, sent) for _ in range(5)]]

        good = [answer for answer in answers if answer.status_code == 200]
        assert [answer.json()["again"] for answer in good].count(False) == 1, (name, [one.text for one in answers])
        assert len({json.dumps(answer.json()["answer"], sort_keys=True) for answer in good}) == 1, name
        assert len(good) == 5 or sample.ends_access, (name, [one.text for one in answers])
        assert [line.outcome for line in circle.lines(name)].count("done") == 1, name
    engine.dispose()


def _apart(person: Person, name: str, sent: Any) -> Response:
    """From a browser of its own, as five tablets would."""
    return person.kring.browser(person.token).post(f"/api/commands/{name}", json=sent, headers=ORIGIN)
