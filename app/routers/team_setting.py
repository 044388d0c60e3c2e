"""What the team has set for itself."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.actions.team_setting import ChangeTeamSetting
from app.models import new_id
from app.queries.access import Nurse
from app.queries.team_setting import SettingPage, setting_page, settings_page
from app.web.door import CurrentVisitor, Visitor, obey_form, show
from app.web.forms import Bound, Form, PathId, bind, fresh
from app.web.notice import go_to

router = APIRouter()


@router.get("/t/{team}/settings")
def settings(request: Request, who: CurrentVisitor, team: PathId) -> Response:
    return show(
        request, who, team, "team_setting/settings.html", lambda session, nurse: settings_page(session, nurse.team_id)
    )


@router.get("/t/{team}/settings/{name}")
def setting(request: Request, who: CurrentVisitor, team: PathId, name: str) -> Response:
    return _show(request, who, team, name, None)


@router.post("/t/{team}/settings/{name}")
def change(request: Request, who: CurrentVisitor, team: PathId, name: str, form: Form) -> Response:
    bound = bind(ChangeTeamSetting, form, name=name)
    done = obey_form(request, who, team, "change-team-setting", bound)
    if done is None:
        return _show(request, who, team, name, bound)
    return go_to(f"/t/{team}/settings/{name}", done)


def _show(request: Request, who: Visitor, team: UUID, name: str, form: Bound[Any] | None) -> Response:
    def read(session: Session, nurse: Nurse) -> SettingPage:
        return setting_page(session, nurse.team_id, name, has_a_voice=not nurse.is_guest)

    status = form.status if form and form.errors else 200
    return show(
        request, who, team, "team_setting/setting.html", read, status_code=status, form=form, untouched=fresh(new_id())
    )
