"""Every page with an example of how to come to it. A page that is missing here fails ``test_every_page.py``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fastapi.routing import APIRoute
from playwright.sync_api import Page

from app.routers import all_routers
from app.web.errors import KINDS
from tests import peggy
from tests.browser import assessments, visits
from tests.browser.scene import Scene
from tests.cast import Person
from tests.samples import intake

Path = Callable[[Scene], str]
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Example:
    """One page in one state: where it is, who opens it, and what the server answers."""

    name: str
    path: Path
    who: Callable[[Scene], Person] | None = None
    status: int = 200
    session: Mapping[str, Any] = field(default_factory=dict)
    """What is special about the session: ``kind="password"`` has come half way in."""
    then: Callable[[Page], None] | None = None
    """What is done there; the page that answers is the one that is looked at."""


def _amina(scene: Scene) -> Person:
    return scene.amina


def _open(path: str) -> Example:
    """A page for anybody."""
    return Example("open", lambda scene: path)


def _inside(rest: str = "", name: str = "member", **more: Any) -> Example:
    """A page of the team, as Amina."""
    return Example(name, _team(rest), _amina, **more)


def _team(rest: str) -> Path:
    """Below the team's address; what stands in braces is asked from the scene."""
    return lambda scene: f"/t/{scene.riverside}{rest.format(scene=scene)}"


def _own(path: str, name: str = "own", **more: Any) -> Example:
    """A page of the account itself, as Amina."""
    return Example(name, lambda scene: path, _amina, **more)


def _half(path: str, name: str = "half way", **more: Any) -> Example:
    """A page between the password and the second step."""
    return Example(name, lambda scene: path, lambda scene: scene.priya, session=HALF, **more)


def _sent(selector: str, **typed: str) -> Callable[[Page], None]:
    """Send that form with these fields and nothing else, past the browser's own checks."""

    def then(page: Page) -> None:
        for name, text in typed.items():
            page.locator(f"{selector} [name={name}]").first.fill(text)
        page.locator(selector).evaluate("(form) => { form.noValidate = true; form.requestSubmit(); }")

    return then


def _with_passphrases(*names: str) -> Callable[[Page], None]:
    """As if these nurses had set one on this tablet."""

    def then(page: Page) -> None:
        for name in names:
            page.evaluate("(name) => kring.store.put('vaults', { account: name, name, tries: 0 })", name)
        page.reload()

    return then


def _stale(page: Page) -> None:
    """Somebody else has saved meanwhile: the form names a version that is gone."""
    page.locator("main form [name=version]").evaluate("(field) => { field.value = '7'; }")
    _sent("main form", matters="To see the sea.")(page)


def _stale_line(page: Page) -> None:
    page.locator("#change [name=version]").evaluate("(field) => { field.value = '7'; }")
    _sent("#change form", text="Two dogs.")(page)


def _assessed(rest: str, *, of: str = "going", **more: Any) -> Example:
    """A page about Nora's assessments; ``{}`` is the id of that row of ``assessments.noras``."""

    def path(scene: Scene) -> str:
        rows = assessments.noras(scene)
        return f"/t/{scene.riverside}/clients/{rows['client']}{rest.format(rows[of], going=rows['going'])}"

    return Example(more.pop("name", of), path, _amina, **more)


def _stale_findings(page: Page) -> None:
    page.locator("#record [name=version]").evaluate("(field) => { field.value = '7'; }")
    _sent("#record", note="Two pillows at night.")(page)


def _visit(rest: str = "", *, of: str = "later", **more: Any) -> Example:
    """A page about one row of the day that ``visits.day`` makes; ``{}`` is its id."""
    path = lambda scene: f"/t/{scene.riverside}{rest.format(visits.day(scene)[of])}"  # noqa: E731
    return Example(more.pop("name", of), path, _amina, **more)


def _around(rest: str, what: str, **more: Any) -> Example:
    """A page about what stands around Peggy: ``{}`` is the id of the line or of the person."""

    def path(scene: Scene) -> str:
        return f"/t/{scene.riverside}/clients/{scene.peggy}{rest.format(peggy.shown(scene, what))}"

    return Example(more.pop("name", what), path, _amina, **more)


HALF = {"kind": "password", "proof": "password"}
MEMBER = "/members/{scene.joanne.membership}"
CLIENT = "/clients/{scene.whole}"
WRONG = {"name": "refused", "status": 422}

PAGES: Mapping[str, tuple[Example, ...]] = {
    "/": (Example("no team", lambda scene: "/", lambda scene: scene.nell),),
    "/about": (_open("/about"),),
    "/account": (_own("/account"), _own("/account", **WRONG, then=_sent("form[action='/account/name']", name=""))),
    "/account/app": (
        _own("/account/app"),
        Example(
            "to scan", lambda scene: "/account/app", lambda scene: scene.ruth, then=_sent("form[action='/account/app']")
        ),
    ),
    "/account/passkeys": (_own("/account/passkeys"),),
    "/account/password": (
        _own("/account/password"),
        _own("/account/password", **WRONG, then=_sent("main form", new_password="kring")),
    ),
    "/account/proof": (_own("/account/proof"),),
    "/account/recovery-codes": (
        _own("/account/recovery-codes"),
        _own("/account/recovery-codes", name="shown", then=_sent("form[action='/account/recovery-codes']")),
    ),
    "/invitation/{secret}": (
        Example("open", lambda scene: f"/invitation/{scene.invitation_secret}"),
        Example("signed in", lambda scene: f"/invitation/{scene.invitation_secret}", lambda scene: scene.nell),
        Example("used", lambda scene: f"/invitation/{scene.used_secret}"),
        Example("unknown", lambda scene: "/invitation/nothing", None, 404),
    ),
    "/pattern": (_open("/pattern"),),
    "/pattern/forms": (_open("/pattern/forms"),),
    "/recovery/{secret}": (
        Example("open", lambda scene: f"/recovery/{scene.recovery_secret}"),
        Example("unknown", lambda scene: "/recovery/nothing", None, 404),
    ),
    "/tablet": (
        _open("/tablet"),
        Example("one nurse", lambda scene: "/tablet", then=_with_passphrases("Amina")),
        Example("two nurses", lambda scene: "/tablet", then=_with_passphrases("Amina", "Joanne")),
    ),
    "/sign-in": (
        _open("/sign-in"),
        Example("refused", lambda scene: "/sign-in", status=422, then=_sent("main form", email="amina")),
        Example("locked", lambda scene: "/sign-in", _amina, session={"locked_at": LONG_AGO}),
    ),
    "/sign-in/codes": (_own("/sign-in/codes"),),
    "/sign-in/lost": (_open("/sign-in/lost"),),
    "/sign-in/offer": (_own("/sign-in/offer"),),
    "/sign-in/second-factor": (
        _half("/sign-in/second-factor"),
        _half("/sign-in/second-factor", **WRONG, then=_sent("main form", code="1")),
    ),
    "/sign-in/set-up": (_half("/sign-in/set-up"),),
    "/sign-in/set-up/app": (_half("/sign-in/set-up", then=_sent("form[action='/sign-in/set-up/app']")),),
    "/t/{team}": (
        _inside(),
        Example("guest", _team(""), lambda scene: scene.gwen),
        Example("demonstration", lambda scene: f"/t/{scene.malpas}", lambda scene: scene.beth),
    ),
    "/t/{team}/clients": (
        _inside("/clients"),
        _inside("/clients", name="search", then=_sent("main form", q="nunn")),
        Example("empty", lambda scene: f"/t/{scene.malpas}/clients", lambda scene: scene.beth),
    ),
    "/t/{team}/clients/closed": (_inside("/clients/closed"),),
    "/t/{team}/clients/new": (
        _inside("/clients/new"),
        _inside("/clients/new", **WRONG, then=_sent("main form", given_names="Jean", postcode="nowhere")),
        _inside(
            "/clients/new",
            name="perhaps here",
            status=409,
            then=_sent("main form", given_names="Jean", family_name="Nunne"),
        ),
    ),
    "/t/{team}/clients/{client_id}": (_inside(CLIENT),),
    "/t/{team}/clients/{client_id}/details/{part}": (
        _inside(CLIENT + "/details/identity"),
        _inside(CLIENT + "/details/address", **WRONG, then=_sent("main form", postcode="nowhere")),
        _inside(CLIENT + "/details/matters", name="conflict", status=409, then=_stale),
    ),
    "/t/{team}/clients/{client_id}/assessments": (
        _assessed("/assessments"),
        _inside(CLIENT + "/assessments", name="none"),
    ),
    "/t/{team}/clients/{client_id}/assessments/{assessment_id}": (
        _assessed("/assessments/{}"),
        _assessed("/assessments/{}?q=pain", name="search"),
        _assessed("/assessments/{}?q=zzz", name="nothing found"),
        _assessed("/assessments/{}", of="finished"),
        _assessed("/assessments/{}", of="empty", **WRONG, then=_sent("#summary")),
    ),
    "/t/{team}/clients/{client_id}/problems/new": (
        _assessed("/problems/new?code=28&assessment={}"),
        _assessed("/problems/new?code=29&assessment={}", name="on the list"),
        _assessed("/problems/new?code=28&assessment={}", **WRONG, then=_sent("#record", because="She says so.")),
    ),
    "/t/{team}/clients/{client_id}/problems/{problem_id}": (
        _assessed("/problems/{}", of="circulation"),
        _assessed("/problems/{}", of="pain"),
        _assessed("/problems/{}", of="walk"),
        _assessed("/problems/{}", of="walk", **WRONG, then=_sent("#end")),
    ),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/findings": (
        _assessed("/problems/{}/findings", of="circulation"),
        _assessed("/problems/{}/findings", of="skin", name="conflict", status=409, then=_stale_findings),
    ),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/ratings/new": (
        _assessed("/problems/{}/ratings/new?assessment={going}", of="circulation"),
        _assessed("/problems/{}/ratings/new?corrects=5", of="circulation", name="correction"),
        _assessed("/problems/{}/ratings/new", of="circulation", **WRONG, then=_sent("#record", because="She says so.")),
    ),
    "/t/{team}/clients/{client_id}/history": (_inside(CLIENT + "/history"),),
    "/t/{team}/clients/{client_id}/record": (
        _inside(CLIENT + "/record"),
        _inside(CLIENT + "/record", **WRONG, then=_sent("form[action$='/record/status']")),
    ),
    "/t/{team}/clients/{client_id}/timeline": (_inside(CLIENT + "/timeline"),),
    "/t/{team}/clients/{client_id}/door/{name}": (
        _inside(CLIENT + "/door/warnings"),
        _inside(CLIENT + "/door/decisions", name="decisions"),
        _inside(CLIENT + "/door/allergies", **WRONG, then=_sent("#add form", substance="", reaction="Rash")),
        _inside(CLIENT + "/door/medicines", name="medicines"),
        _inside(CLIENT + "/door/conditions", name="diagnoses"),
    ),
    "/t/{team}/clients/{client_id}/door/{name}/{line}": (
        _around("/door/warnings/{}", "warning"),
        _around("/door/warnings/{}", "warning", **WRONG, then=_sent("#change form", text="")),
        _around("/door/warnings/{}", "warning", name="conflict", status=409, then=_stale_line),
    ),
    "/t/{team}/clients/{client_id}/key-safe": (
        _inside(CLIENT + "/key-safe", name="none"),
        _around("/key-safe", "key-safe"),
        _around("/key-safe", "key-safe", name="code", then=_sent("#safe form")),
    ),
    "/t/{team}/clients/{client_id}/network-map": (
        _inside(CLIENT + "/network-map", name="none"),
        _around("/network-map", "people"),
    ),
    "/t/{team}/clients/{client_id}/people/new": (
        _inside(CLIENT + "/people/new"),
        _inside(CLIENT + "/people/new", **WRONG, then=_sent("#who form", name="")),
    ),
    "/t/{team}/clients/{client_id}/people/{person}": (
        _around("/people/{}", "people"),
        _around("/people/{}", "people", **WRONG, then=_sent("#end form", why="")),
    ),
    "/t/{team}/clients/{client_id}/entries/new": (
        _visit("/clients/{}/entries/new", of="client"),
        _visit("/clients/{}/entries/new", of="client", **WRONG, then=_sent("main form", text="")),
    ),
    "/t/{team}/clients/{client_id}/measurements/new": (
        _visit("/clients/{}/measurements/new", of="client"),
        _visit("/clients/{}/measurements/new", of="client", **WRONG, then=_sent("main form")),
    ),
    "/t/{team}/clients/{client_id}/visits": (_visit("/clients/{}/visits", of="client"),),
    "/t/{team}/entries/{entry_id}/correction": (_visit("/entries/{}/correction", of="note"),),
    "/t/{team}/measurements/{measurement_id}/error": (
        _visit("/measurements/{}/error", of="value"),
        _visit("/measurements/{}/error", of="value", **WRONG, then=_sent("main form", why="")),
    ),
    "/t/{team}/round": (
        _visit("/round"),
        _inside("/round?day=2031-01-01", name="empty"),
    ),
    "/t/{team}/visits": (_visit("/visits"), _inside("/visits?day=2031-01-01", name="empty")),
    "/t/{team}/visits/new": (
        _visit("/visits/new?client={}", of="client"),
        _inside("/visits/new", name="for nobody yet"),
        _visit("/visits/new?client={}", of="client", **WRONG, then=_sent("main form", minutes="x")),
    ),
    "/t/{team}/visits/{visit_id}": (
        _visit("/visits/{}"),
        _visit("/visits/{}", of="going"),
        _visit("/visits/{}", of="done"),
        _visit("/visits/{}", of="cancelled"),
        _visit("/visits/{}", of="gap"),
    ),
    "/t/{team}/visits/{visit_id}/cancellation": (_visit("/visits/{}/cancellation"),),
    "/t/{team}/visits/{visit_id}/nurse": (_visit("/visits/{}/nurse"),),
    "/t/{team}/visits/{visit_id}/plan": (_visit("/visits/{}/plan"),),
    "/t/{team}/visits/{visit_id}/records/{number}/correction": (
        _visit("/visits/{}/records/2/correction", of="done"),
        _visit("/visits/{}/records/2/correction", of="done", **WRONG, then=_sent("#record", why="")),
    ),
    "/t/{team}/guest-invitations": (
        _inside("/guest-invitations"),
        _inside("/guest-invitations", **WRONG, then=_sent("main form", name="", email="farah")),
    ),
    "/t/{team}/intakes": (
        _inside("/intakes"),
        _inside("/intakes", **WRONG, then=_sent("main form")),
    ),
    "/t/{team}/intakes/{intake}": (
        Example("doubles", lambda scene: f"/t/{scene.riverside}/intakes/{intake.doubtful(scene)}", _amina),
        Example("faults", lambda scene: f"/t/{scene.riverside}/intakes/{intake.faulty(scene)}", _amina),
    ),
    "/t/{team}/invitations/{invitation}": (
        _inside("/invitations/{scene.invitation}"),
        _inside("/invitations/{scene.used_invitation}", name="used"),
    ),
    "/t/{team}/journal": (_inside("/journal"), _inside("/journal?outcome=refused", name="empty")),
    "/t/{team}/members/{membership}": (
        _inside(MEMBER),
        _inside("/members/{scene.amina.membership}", name="herself"),
        _inside("/members/{scene.gwen.membership}", name="of a guest"),
    ),
    "/t/{team}/members/{membership}/competences": (
        _inside(MEMBER + "/competences"),
        _inside(MEMBER + "/competences", **WRONG, then=_sent("main form", name="")),
    ),
    "/t/{team}/members/{membership}/guest-days": (_inside("/members/{scene.gwen.membership}/guest-days"),),
    "/t/{team}/members/{membership}/proposals/{kind}": (
        _inside(MEMBER + "/proposals/end-membership"),
        _inside(MEMBER + "/proposals/suspend", name="suspend"),
        _inside(MEMBER + "/proposals/suspend", **WRONG, then=_sent("main form", reason="")),
    ),
    "/t/{team}/me/waiting": (_inside("/me/waiting"),),
    "/t/{team}/membership": (_inside("/membership"),),
    "/t/{team}/membership/leaving": (_inside("/membership/leaving"),),
    "/t/{team}/nurse-invitations": (
        _inside("/nurse-invitations"),
        _inside("/nurse-invitations", **WRONG, then=_sent("main form", name="", email="farah")),
    ),
    "/t/{team}/proposals": (_inside("/proposals"),),
    "/t/{team}/proposals/{proposal}": (
        _inside("/proposals/{scene.proposal}"),
        _inside("/proposals/{scene.suspension}", name="suspension"),
        _inside("/proposals/{scene.settled}", name="settled"),
    ),
    "/t/{team}/settings": (_inside("/settings"),),
    "/t/{team}/settings/{name}": (
        _inside("/settings/objection_days"),
        _inside("/settings/word_for_client", name="choice"),
        _inside("/settings/zone", **WRONG, then=_sent("main form", value="Europe/Bury")),
    ),
}
"""A route that shows a page → examples."""

NO_PAGE: Mapping[str, str] = {
    "/health": "JSON for machines",
    "/sw.js": "a script",
    "/t/{team}/intakes/template": "a table to fill in",
}
"""A route that answers GET with something else → what it is."""


REFUSALS = (
    *(
        Example(f"{status}", lambda scene, status=status: f"/bench/{status}", None, status)
        for status in KINDS
        if status != 404
    ),
    Example("404 nobody", lambda scene: "/nothing/here", None, 404),
    _inside("/nothing-here", name="404 member", status=404),
    Example("404 another team", lambda scene: f"/t/{scene.malpas}", _amina, 404),
)
"""Pages that belong to no route."""


def routes() -> list[str]:
    """Every address that answers GET, as it stands in the routers."""
    found = {
        route.path
        for router in all_routers()
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods
    }
    return sorted(found)


def examples() -> Iterator[tuple[str, Example]]:
    """All pages, each with its route."""
    for route in routes():
        if route in NO_PAGE:
            continue
        for example in PAGES.get(route, ()):
            yield route, example
    for example in REFUSALS:
        yield "-", example
