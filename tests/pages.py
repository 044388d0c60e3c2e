"""Every page of a team with an address in the ``Circle``. A page that is missing here fails ``test_no_manager.py``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi.routing import APIRoute

from app.routers import all_routers
from tests.cast import Person
from tests.circle import Circle
from tests.samples import assessment, intake, visit

Where = Callable[[Circle, Person], str]


@dataclass(frozen=True)
class TeamPage:
    """Where a page is, what a guest is answered, and why it may differ from member to member, if it may."""

    path: Where
    guest: int = 200
    personal: str = ""


def _at(rest: str, **more: str) -> Where:
    """Below the team's address; words in braces name attributes of the circle: a person's membership, or a row."""

    def path(circle: Circle, _me: Person) -> str:
        named = {name: getattr(circle, word) for name, word in more.items()}
        ids = {name: getattr(value, "membership", value) for name, value in named.items()}
        return f"/t/{circle.riverside}{rest.format(**ids)}"

    return path


def _of(row: Callable[[Circle], Any], rest: str) -> Where:
    """Below the team's address; ``{}`` is the row made for it."""
    return lambda circle, _me: f"/t/{circle.riverside}{rest.format(row(circle))}"


def _peggys(row: Callable[[Circle], Any], rest: str) -> Where:
    """Below Peggy's address; ``{}`` is the row made for it."""
    return lambda circle, _me: f"/t/{circle.riverside}/clients/{circle.peggy}{rest.format(row(circle))}"


PAGES: Mapping[str, TeamPage] = {
    "/t/{team}": TeamPage(_at("")),
    "/t/{team}/clients": TeamPage(_at("/clients")),
    "/t/{team}/clients/closed": TeamPage(
        _at("/clients/closed"), personal="a member declares her own conflicts, and ends them"
    ),
    "/t/{team}/clients/new": TeamPage(_at("/clients/new")),
    "/t/{team}/clients/{client_id}": TeamPage(_at("/clients/{row}", row="peggy")),
    "/t/{team}/clients/{client_id}/details/{part}": TeamPage(_at("/clients/{row}/details/address", row="peggy")),
    "/t/{team}/clients/{client_id}/door/{name}": TeamPage(_at("/clients/{row}/door/warnings", row="peggy")),
    "/t/{team}/clients/{client_id}/door/{name}/{line}": TeamPage(
        _at("/clients/{row}/door/warnings/{line}", row="peggy", line="peggys_warning")
    ),
    "/t/{team}/clients/{client_id}/key-safe": TeamPage(_at("/clients/{row}/key-safe", row="peggy")),
    "/t/{team}/clients/{client_id}/network-map": TeamPage(_at("/clients/{row}/network-map", row="peggy")),
    "/t/{team}/clients/{client_id}/people/new": TeamPage(_at("/clients/{row}/people/new", row="peggy")),
    "/t/{team}/clients/{client_id}/people/{person}": TeamPage(
        _at("/clients/{row}/people/{person}", row="peggy", person="peggys_daughter")
    ),
    "/t/{team}/clients/{client_id}/assessments": TeamPage(_at("/clients/{row}/assessments", row="peggy")),
    "/t/{team}/clients/{client_id}/assessments/{assessment_id}": TeamPage(_peggys(assessment.going, "/assessments/{}")),
    "/t/{team}/clients/{client_id}/problems/new": TeamPage(_at("/clients/{row}/problems/new?code=26", row="peggy")),
    "/t/{team}/clients/{client_id}/problems/{problem_id}": TeamPage(_peggys(assessment.circulation, "/problems/{}")),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/findings": TeamPage(
        _peggys(assessment.circulation, "/problems/{}/findings")
    ),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/ratings/new": TeamPage(
        _peggys(assessment.circulation, "/problems/{}/ratings/new")
    ),
    "/t/{team}/clients/{client_id}/history": TeamPage(_at("/clients/{row}/history", row="peggy")),
    "/t/{team}/clients/{client_id}/record": TeamPage(_at("/clients/{row}/record", row="peggy")),
    "/t/{team}/clients/{client_id}/timeline": TeamPage(_at("/clients/{row}/timeline", row="peggy")),
    "/t/{team}/clients/{client_id}/entries/new": TeamPage(_at("/clients/{row}/entries/new", row="peggy")),
    "/t/{team}/clients/{client_id}/measurements/new": TeamPage(_at("/clients/{row}/measurements/new", row="peggy")),
    "/t/{team}/clients/{client_id}/visits": TeamPage(_at("/clients/{row}/visits", row="peggy")),
    "/t/{team}/entries/{entry_id}/correction": TeamPage(_of(visit.note, "/entries/{}/correction")),
    "/t/{team}/guest-invitations": TeamPage(_at("/guest-invitations"), guest=403),
    "/t/{team}/invitations/{invitation}": TeamPage(_at("/invitations/{row}", row="invitation"), guest=403),
    "/t/{team}/intakes": TeamPage(_at("/intakes")),
    "/t/{team}/intakes/template": TeamPage(_at("/intakes/template")),
    "/t/{team}/intakes/{intake}": TeamPage(_of(intake.doubtful, "/intakes/{}")),
    "/t/{team}/journal": TeamPage(_at("/journal")),
    "/t/{team}/members/{membership}": TeamPage(_at("/members/{row}", row="vera")),
    "/t/{team}/members/{membership}/competences": TeamPage(_at("/members/{row}/competences", row="vera")),
    "/t/{team}/members/{membership}/guest-days": TeamPage(_at("/members/{row}/guest-days", row="hetty"), guest=403),
    "/t/{team}/members/{membership}/proposals/{kind}": TeamPage(
        _at("/members/{row}/proposals/suspend", row="vera"), guest=403
    ),
    "/t/{team}/me/waiting": TeamPage(_at("/me/waiting")),
    "/t/{team}/membership": TeamPage(_at("/membership"), personal="what a nurse says of herself, only she says"),
    "/t/{team}/membership/leaving": TeamPage(_at("/membership/leaving"), personal="everybody ends her own membership"),
    "/t/{team}/nurse-invitations": TeamPage(_at("/nurse-invitations"), guest=403),
    "/t/{team}/proposals": TeamPage(_at("/proposals")),
    "/t/{team}/proposals/{proposal}": TeamPage(_at("/proposals/{row}", row="end_sam")),
    "/t/{team}/measurements/{measurement_id}/error": TeamPage(_of(visit.weighed, "/measurements/{}/error")),
    "/t/{team}/round": TeamPage(_at("/round"), personal="a round is one nurse's own visits"),
    "/t/{team}/settings": TeamPage(_at("/settings")),
    "/t/{team}/settings/{name}": TeamPage(_at("/settings/objection_days")),
    "/t/{team}/visits": TeamPage(_of(visit.nobodys, "/visits")),
    "/t/{team}/visits/new": TeamPage(_at("/visits/new")),
    "/t/{team}/visits/{visit_id}": TeamPage(_of(visit.nobodys, "/visits/{}")),
    "/t/{team}/visits/{visit_id}/cancellation": TeamPage(_of(visit.nobodys, "/visits/{}/cancellation")),
    "/t/{team}/visits/{visit_id}/nurse": TeamPage(_of(visit.nobodys, "/visits/{}/nurse")),
    "/t/{team}/visits/{visit_id}/plan": TeamPage(_of(visit.nobodys, "/visits/{}/plan")),
    "/t/{team}/visits/{visit_id}/records/{number}/correction": TeamPage(
        _of(visit.recorded, "/visits/{}/records/1/correction")
    ),
}

WRITES: Mapping[str, TeamPage] = {
    "/t/{team}/clients": TeamPage(_at("/clients"), guest=422),
    "/t/{team}/clients/closed": TeamPage(_at("/clients/closed"), guest=422),
    "/t/{team}/clients/new": TeamPage(_at("/clients/new"), guest=422),
    "/t/{team}/clients/{client_id}/details/{part}": TeamPage(
        _at("/clients/{row}/details/address", row="peggy"), guest=422
    ),
    "/t/{team}/clients/{client_id}/record/{wish}": TeamPage(
        _at("/clients/{row}/record/status", row="peggy"), guest=422
    ),
    "/t/{team}/clients/{client_id}/door/medicines/{line}/reconciled": TeamPage(
        _at("/clients/{row}/door/medicines/{line}/reconciled", row="peggy", line="peggys_warning"), guest=422
    ),
    "/t/{team}/clients/{client_id}/door/{name}": TeamPage(_at("/clients/{row}/door/warnings", row="peggy"), guest=422),
    "/t/{team}/clients/{client_id}/door/{name}/{line}": TeamPage(
        _at("/clients/{row}/door/warnings/{line}", row="peggy", line="peggys_warning"), guest=422
    ),
    "/t/{team}/clients/{client_id}/door/{name}/{line}/end": TeamPage(
        _at("/clients/{row}/door/warnings/{line}/end", row="peggy", line="peggys_warning"), guest=422
    ),
    "/t/{team}/clients/{client_id}/key-safe": TeamPage(_at("/clients/{row}/key-safe", row="peggy"), guest=422),
    "/t/{team}/clients/{client_id}/key-safe/end": TeamPage(_at("/clients/{row}/key-safe/end", row="peggy"), guest=422),
    "/t/{team}/clients/{client_id}/key-safe/showing": TeamPage(
        _at("/clients/{row}/key-safe/showing", row="peggy"), guest=422
    ),
    "/t/{team}/clients/{client_id}/no-known-allergies": TeamPage(
        _at("/clients/{row}/no-known-allergies", row="peggy"), guest=422
    ),
    "/t/{team}/clients/{client_id}/people/new": TeamPage(_at("/clients/{row}/people/new", row="peggy"), guest=422),
    "/t/{team}/clients/{client_id}/people/{person}": TeamPage(
        _at("/clients/{row}/people/{person}", row="peggy", person="peggys_daughter"), guest=422
    ),
    "/t/{team}/clients/{client_id}/people/{person}/end": TeamPage(
        _at("/clients/{row}/people/{person}/end", row="peggy", person="peggys_daughter"), guest=422
    ),
    "/t/{team}/clients/{client_id}/people/{person}/place": TeamPage(
        _at("/clients/{row}/people/{person}/place", row="peggy", person="peggys_daughter"), guest=422
    ),
    "/t/{team}/clients/{client_id}/people/{person}/tie": TeamPage(
        _at("/clients/{row}/people/{person}/tie", row="peggy", person="peggys_daughter"), guest=422
    ),
    "/t/{team}/clients/{client_id}/assessments": TeamPage(_at("/clients/{row}/assessments", row="peggy"), guest=422),
    "/t/{team}/clients/{client_id}/assessments/{assessment_id}": TeamPage(
        _peggys(assessment.going, "/assessments/{}"), guest=422
    ),
    "/t/{team}/clients/{client_id}/problems/new": TeamPage(
        _at("/clients/{row}/problems/new?code=26", row="peggy"), guest=422
    ),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/end": TeamPage(
        _peggys(assessment.circulation, "/problems/{}/end"), guest=422
    ),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/findings": TeamPage(
        _peggys(assessment.circulation, "/problems/{}/findings"), guest=422
    ),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/ratings/new": TeamPage(
        _peggys(assessment.circulation, "/problems/{}/ratings/new"), guest=422
    ),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/reopening": TeamPage(
        _peggys(assessment.circulation, "/problems/{}/reopening"), guest=422
    ),
    "/t/{team}/intakes": TeamPage(_at("/intakes"), guest=422),
    "/t/{team}/intakes/{intake}/decision": TeamPage(_of(intake.doubtful, "/intakes/{}/decision"), guest=422),
    "/t/{team}/intakes/{intake}/drop": TeamPage(_of(intake.doubtful, "/intakes/{}/drop"), guest=422),
    "/t/{team}/intakes/{intake}/taking": TeamPage(_of(intake.doubtful, "/intakes/{}/taking"), guest=422),
    "/t/{team}/guest-invitations": TeamPage(_at("/guest-invitations"), guest=403),
    "/t/{team}/invitations/{invitation}/withdrawal": TeamPage(
        _at("/invitations/{row}/withdrawal", row="invitation"), guest=403
    ),
    "/t/{team}/members/{membership}/competences": TeamPage(_at("/members/{row}/competences", row="vera"), guest=422),
    "/t/{team}/members/{membership}/competences/{competence}/withdrawal": TeamPage(
        _at("/members/{row}/competences/{what}/withdrawal", row="vera", what="competence"), guest=422
    ),
    "/t/{team}/members/{membership}/guest-days": TeamPage(_at("/members/{row}/guest-days", row="hetty"), guest=403),
    "/t/{team}/members/{membership}/guest-end": TeamPage(_at("/members/{row}/guest-end", row="hetty"), guest=422),
    "/t/{team}/members/{membership}/proposals/{kind}": TeamPage(
        _at("/members/{row}/proposals/suspend", row="vera"), guest=403
    ),
    "/t/{team}/membership": TeamPage(_at("/membership"), guest=422),
    "/t/{team}/membership/leaving": TeamPage(_at("/membership/leaving"), guest=422),
    "/t/{team}/nurse-invitations": TeamPage(_at("/nurse-invitations"), guest=403),
    "/t/{team}/proposals/{proposal}/objection": TeamPage(_at("/proposals/{row}/objection", row="end_sam"), guest=422),
    "/t/{team}/proposals/{proposal}/second": TeamPage(_at("/proposals/{row}/second", row="suspend_sam"), guest=422),
    "/t/{team}/proposals/{proposal}/withdrawal": TeamPage(_at("/proposals/{row}/withdrawal", row="end_sam"), guest=422),
    "/t/{team}/settings/{name}": TeamPage(_at("/settings/objection_days"), guest=422),
    "/t/{team}/clients/{client_id}/entries": TeamPage(_at("/clients/{row}/entries", row="peggy"), guest=422),
    "/t/{team}/clients/{client_id}/measurements": TeamPage(_at("/clients/{row}/measurements", row="peggy"), guest=422),
    "/t/{team}/entries/{entry_id}/correction": TeamPage(_of(visit.note, "/entries/{}/correction"), guest=422),
    "/t/{team}/measurements/{measurement_id}/error": TeamPage(_of(visit.weighed, "/measurements/{}/error"), guest=422),
    "/t/{team}/tablet/day": TeamPage(_at("/tablet/day"), guest=422),
    "/t/{team}/visits": TeamPage(_at("/visits"), guest=422),
    "/t/{team}/visits/{visit_id}/cancellation": TeamPage(_of(visit.nobodys, "/visits/{}/cancellation"), guest=422),
    "/t/{team}/visits/{visit_id}/nurse": TeamPage(_of(visit.nobodys, "/visits/{}/nurse"), guest=422),
    "/t/{team}/visits/{visit_id}/nurse/me": TeamPage(_of(visit.nobodys, "/visits/{}/nurse/me"), guest=422),
    "/t/{team}/visits/{visit_id}/plan": TeamPage(_of(visit.nobodys, "/visits/{}/plan"), guest=422),
    "/t/{team}/visits/{visit_id}/records": TeamPage(_of(visit.nobodys, "/visits/{}/records"), guest=422),
    "/t/{team}/visits/{visit_id}/records/{number}/correction": TeamPage(
        _of(visit.recorded, "/visits/{}/records/1/correction"), guest=422
    ),
    "/t/{team}/visits/{visit_id}/start": TeamPage(_of(visit.nobodys, "/visits/{}/start"), guest=422),
}
"""Every address of a team that takes a form, and what a guest is answered when it is empty."""

OUTSIDE_A_TEAM: Mapping[str, str] = {
    "/": "leads to one's own teams",
    "/about": "open to everybody, about nobody",
    "/account": "the account is one's own: how one signs in, one's tablets",
    "/health": "for machines, about nobody",
    "/invitation": "before somebody is in",
    "/pattern": "the components, with invented people",
    "/recovery": "before somebody is in",
    "/sign-in": "before somebody is in",
    "/static": "the same files for everybody",
    "/sw.js": "the same worker for everybody",
    "/tablet": "the same shell for everybody",
}
"""Beginning of an address → why its pages are not compared between members."""


def every_route() -> Iterator[APIRoute]:
    for router in all_routers():
        yield from (route for route in router.routes if isinstance(route, APIRoute))


def team_pages() -> set[str]:
    return {route.path for route in every_route() if "GET" in route.methods and route.path.startswith("/t/{team}")}


def team_writes() -> set[str]:
    return {route.path for route in every_route() if "POST" in route.methods and route.path.startswith("/t/{team}")}


def unexplained() -> list[str]:
    """Pages outside a team for which nobody has said why they are not compared."""
    others = {route.path for route in every_route() if "GET" in route.methods} - team_pages()
    first_words = {"/" + path.strip("/").split("/")[0] for path in others}
    return sorted(first_words - set(OUTSIDE_A_TEAM))
