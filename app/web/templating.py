"""Templates: a page or, for a fragment request, one named block of it. Undefined names are errors."""

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi import Request
from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
from jinja2_fragments import render_block

from app.domain.words import N_
from app.models import new_id
from app.queries.access import Nurse, SignedIn
from app.web import language
from app.web.assessment_words import FILTERS as OMAHA_WORDS
from app.web.assets import Assets
from app.web.client_words import said, typed, worded
from app.web.compiling import Templating
from app.web.dates import FILTERS as DATES
from app.web.door_words import hours, pairs
from app.web.htmx import is_partial
from app.web.language import _
from app.web.notice import Notice, notice_of
from app.web.told_words import FILTERS as TOLD_WORDS
from app.web.visit_words import FILTERS as VISIT_WORDS
from app.web.words import in_words, setting_value

TEMPLATES = Path(__file__).parents[1] / "templates"


_account: ContextVar[str] = ContextVar("account", default="")
"""Whose page is being rendered: components have no context of their own, and every form says it."""


@dataclass(frozen=True)
class Link:
    """A place in the bar at the bottom."""

    key: str
    href: str
    label: str
    icon: str
    is_current: bool = False


@dataclass(frozen=True)
class Chrome:
    """What stands around every page."""

    language: str
    team_name: str
    team_id: str
    account_id: str
    """Whose page this is; the lock is opened by nobody else."""
    nurse_name: str
    initials: str
    is_demonstration: bool
    is_signed_in: bool
    lock_after: int
    """Seconds without a touch until the tablet locks itself; 0 when nobody is signed in."""
    current: str
    notice: Notice | None
    navigation: Sequence[Link]


class Templates:
    """The Jinja environment and how it is asked."""

    def __init__(self, assets: Assets) -> None:
        self.environment = Templating(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
        )
        self.environment.globals["asset"] = assets.address
        self.environment.filters.update(in_words=in_words, **DATES)
        self.environment.filters.update(said=said, typed=typed, hours=hours, **TOLD_WORDS, **VISIT_WORDS, **OMAHA_WORDS)
        self.environment.globals["pairs"] = pairs
        self.environment.globals.update(
            new_id=new_id, setting_value=setting_value, worded=worded, page_account=_account.get
        )
        drawings: Any = self.environment.get_template("components/icon.html").module
        drawings.icon, drawings.mark = lru_cache(maxsize=512)(drawings.icon), lru_cache(drawings.mark)
        self.environment.globals["ui"] = self.environment.get_template("components/ui.html").module

    def render(self, request: Request, template: str, *, block: str | None = None, **context: Any) -> str:
        """The page, or the block when the request asks for a part (``HX-Request-Type: partial`` and nothing else)."""
        chrome = context.get("chrome")
        _account.set(chrome.account_id if chrome else "")
        if block and is_partial(request):
            return render_block(self.environment, template, block, **context)
        return self.environment.get_template(template).render(**context)


def chrome_for(
    request: Request, *, nurse: Nurse | None = None, person: SignedIn | None = None, only_team: UUID | None = None
) -> Chrome:
    """What stands around this page, for whoever is there. ``only_team`` leads back from pages that are no team's."""
    name = nurse.name if nurse else person.name if person else ""
    current = current_place(request.url.path)
    return Chrome(
        language=language.current_name.get(),
        team_name=nurse.team_name if nurse else "",
        team_id=str(nurse.team_id) if nurse else "",
        account_id=str(person.account_id) if person else "",
        nurse_name=name,
        initials="".join(part[0] for part in name.split()[:2]).upper(),
        is_demonstration=bool((nurse and nurse.is_demonstration) or (person and person.is_demonstration)),
        is_signed_in=person is not None,
        lock_after=nurse.settings.number("idle_minutes") * 60 if nurse else 900 if person else 0,
        current=current,
        notice=notice_of(request),
        navigation=navigation(nurse.team_id if nurse else only_team, current, nurse),
    )


PLACES = (
    ("round", "/t/{team}/round", N_("Round"), "home"),
    ("clients", "/t/{team}/clients", N_("Clients"), "people"),
    ("team", "/t/{team}", N_("Team"), "team"),
    ("journal", "/t/{team}/journal", N_("Journal"), "journal"),
    ("account", "/account", N_("Me"), "person"),
)


def navigation(team: UUID | None, current: str, nurse: Nurse | None = None) -> list[Link]:
    """The bar at the bottom. The same for every member: there is no page that some may not see."""
    if team is None:
        return []
    return [
        Link(key, address.format(team=team), _place_name(key, label, nurse), icon, key == current)
        for key, address, label, icon in PLACES
    ]


def _place_name(key: str, label: str, nurse: Nurse | None) -> str:
    return worded(nurse, _(label), _("Patients")) if key == "clients" else _(label)


IN_THE_BAR = {
    "round": "round",
    "visits": "round",
    "clients": "clients",
    "entries": "clients",
    "intakes": "clients",
    "measurements": "clients",
    "journal": "journal",
    "me": "account",
}
"""Beginning of an address inside the team → the place in the bar it belongs to."""


def current_place(path: str) -> str:
    parts = path.strip("/").split("/")
    if parts[0] == "account":
        return "account"
    return IN_THE_BAR.get(parts[2], "team") if len(parts) > 2 else "team"
