"""No manager, in code (design.md section 1, rule 1): every command and every page as every member on the same state.

Status, offered commands, outcome and journal are compared. Amina founded the team and holds seat 1, Joanne came later,
Priya has other facts and another team beside. The lawful differences have a case each: guests; and whoever is party to
a proposal (its proposer, or the person it is about), whoever that happens to be.
"""

from typing import Any

import pytest

from app.actions.register import REGISTER
from app.queries.access import Nurse
from tests.cast import Person
from tests.circle import Circle
from tests.offered import Offered, offered
from tests.pages import PAGES, team_pages, unexplained
from tests.samples import SAMPLES

COMPARED = sorted(SAMPLES)


def own(circle: Circle, person: Person) -> dict[str, str]:
    """What is a person's own, as words that are the same for everybody."""
    words = {str(person.membership): "MINE", str(person.account): "MY-ACCOUNT", person.name: "MY-NAME"}
    if person.name in circle.own_proposal:
        words[str(circle.own_proposal[person.name])] = "MY-PROPOSAL"
    return words


def carried_out(circle: Circle, person: Person, name: str, before: dict[str, list[str]]) -> str:
    """Status, answer, change and journal of one command, in words that do not say who sent it."""
    body = {**SAMPLES[name].body(circle, person)}
    new = {str(body["id"]): "NEW"} if "id" in body else {}
    with circle.undone():
        lines = len(circle.lines(name))
        answer = person.command(name, body, team=circle.riverside)
        after, line = circle.content(), circle.lines(name)[lines:]
    said = str(sorted((answer.json().get("answer") or {}).items()))
    changed = sorted(table for table in after if after[table] != before[table])
    journal = [(one.what, one.about, one.outcome, one.code) for one in line]
    told = str((answer.status_code, answer.json().get("code"), said, changed, journal))
    for row, word in {**own(circle, person), **new}.items():
        told = told.replace(row, word)
    return told


def seen(circle: Circle, person: Person, path: str, *, personal: bool = False) -> tuple[int, Offered]:
    """Status, and what the page offers and says. A page that is one's own is read with one's own ids as words."""
    with circle.undone():
        answer = person.browser.get(path)
    return answer.status_code, offered(answer.text, own(circle, person) if personal else {})


def plainly(words: list[str]) -> list[str]:
    """The words in no order, without the mark that says which row is oneself."""
    return sorted(word for word in words if word != "You")


def test_every_command_and_every_page_is_compared() -> None:
    assert sorted(REGISTER) == COMPARED
    assert team_pages() == set(PAGES)
    assert unexplained() == []


@pytest.mark.parametrize("name", COMPARED)
def test_a_command_does_the_same_whoever_sends_it_and_a_guest_lacks_only_a_voice(circle: Circle, name: str) -> None:
    people = (*circle.actors, circle.gwen)
    for person in people:  # what a body is about is made before anything is compared
        SAMPLES[name].body(circle, person)
    before = circle.content()

    *told, guests = (carried_out(circle, person, name, before) for person in people)

    assert len(set(told)) == 1, told
    assert told[0].startswith("(200")
    assert guests.startswith("(403, 'guest-has-no-voice'" if SAMPLES[name].guest == 403 else "(200")


@pytest.mark.parametrize("pattern", sorted(PAGES))
def test_a_page_offers_and_says_the_same_whoever_opens_it(circle: Circle, pattern: str) -> None:
    page = PAGES[pattern]
    offers, words = {}, {}
    for person in circle.actors:
        status, read = seen(circle, person, page.path(circle, person), personal=bool(page.personal))
        offers[person.name] = str((status, _shapes(read) if page.personal else read.commands))
        words[person.name] = str(plainly(read.words))
    status, guests = seen(circle, circle.gwen, page.path(circle, circle.gwen))

    assert len(set(offers.values())) == 1, (page.personal, offers)
    assert "(200" in offers[circle.amina.name]
    assert page.personal or len(set(words.values())) == 1, words
    assert status == page.guest
    if status == 200 and not page.personal:
        assert set(guests.links) <= set(read.links), "a guest is offered nothing that a nurse is not"
        assert set(guests.forms) <= set(read.forms)


def _shapes(page: Offered) -> list[list[str]]:
    """A personal page's forms without what stands in their fields."""
    return [[" ".join(part.split(" ")[:2]) for part in form.split(" | ")] for form in page.forms]


def test_each_members_own_page_and_each_others_pages_offer_the_same(circle: Circle) -> None:
    mine, other = {}, {}
    for person in circle.actors:
        _, page = seen(circle, person, f"/t/{circle.riverside}/members/{person.membership}", personal=True)
        mine[person.name] = str(page.commands)
        for colleague in circle.actors:
            if colleague is not person:
                path = f"/t/{circle.riverside}/members/{colleague.membership}"
                _, page = seen(circle, person, path, personal=True)
                text = str(page.commands).replace(str(colleague.membership), "THEIRS")
                other[f"{person.name} at {colleague.name}"] = text

    assert len(set(mine.values())) == 1, mine
    assert len(set(other.values())) == 1, other


def test_whoever_proposes_is_offered_the_same_and_so_is_whoever_it_is_about(circle: Circle) -> None:
    """Parties to a proposal differ from the others by being parties, not by who they are."""
    proposer: dict[str, str] = {}
    subject: dict[str, str] = {}
    for person in circle.actors:
        for other in circle.actors:
            if other is person:
                continue
            with circle.undone():
                proposal = circle.propose("end-membership", about=other, by=person)
                path = f"/t/{circle.riverside}/proposals/{proposal}"
                same = {str(proposal): "PROPOSAL", str(other.membership): "SUBJECT", str(person.membership): "PROPOSER"}
                for whose, reader in ((proposer, person), (subject, other)):
                    page = offered(reader.browser.get(path).text, same)
                    whose[f"{person.name} about {other.name}"] = str(page.commands)

    assert len(set(proposer.values())) == 1, proposer
    assert len(set(subject.values())) == 1, subject
    assert "withdrawal" in next(iter(proposer.values()))
    assert "objection" in next(iter(subject.values()))


def test_anybody_ends_up_the_same_way_when_the_others_decide(circle: Circle) -> None:
    """Suspended by two, each member loses the same; the founder is no exception."""
    for person in circle.actors:
        with circle.undone():
            proposal = circle.propose("suspend", about=person, by=circle.tess)
            second = circle.vera.command("second-proposal", {"proposal_id": str(proposal)})
            after = person.browser.get(f"/t/{circle.riverside}")

        # Signed out everywhere at once, Priya too, though Malpas is hers as well.
        assert (second.status_code, after.status_code) == (200, 401), person.name


def test_nothing_in_the_code_knows_a_rank() -> None:
    """What is handed to every action and query has no field that could rank a member."""
    allowed = {
        "account_id",
        "membership_id",
        "team_id",
        "name",
        "kind",
        "team_name",
        "is_demonstration",
        "today",
        "settings",
        "session_id",
    }

    assert set(Nurse.__dataclass_fields__) <= allowed


def test_this_test_would_notice_a_manager(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page and a command that ask who founded the team are told apart from those that do not."""
    from app.queries import team as team_queries

    founder = circle.amina.membership
    real = team_queries.team_page

    def planted(session: Any, nurse: Nurse, now: Any) -> Any:
        page = real(session, nurse, now)
        object.__setattr__(page, "has_a_voice", nurse.membership_id == founder)
        return page

    monkeypatch.setattr("app.routers.team.team_page", planted)
    found = {}
    for person in circle.actors:
        _, page = seen(circle, person, f"/t/{circle.riverside}")
        found[person.name] = str(page.commands)

    assert found[circle.joanne.name] == found[circle.priya.name] != found[circle.amina.name]
