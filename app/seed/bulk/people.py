"""The team and its nurses: accounts that can sign in, memberships, what they have shown."""

from datetime import timedelta

from app.domain.journal import Outcome
from app.domain.team import MemberKind
from app.models import Account, Competence, Credential, JournalLine, Membership, Place, Team
from app.models.directory import CredentialKind
from app.seed.bulk.ids import Ids
from app.seed.bulk.plan import Plan, PlannedNurse
from app.seed.bulk.rows import Rows

SHOWN = {
    "Registered nurse": ("Insulin", "Catheter care", "Compression bandaging"),
    "District nurse": ("Insulin", "Catheter care", "Syringe driver"),
    "Healthcare assistant": ("Insulin, delegated", "Simple dressings"),
}


def directory_rows(plan: Plan, password_hash: str) -> Rows:
    """What stands outside the fence: who signs in."""
    rows, ids = Rows(), Ids(plan.luck("directory"))
    for nurse in plan.nurses:
        made_at = plan.founded_at
        account = {"id": nurse.account, "email": nurse.email, "name": nurse.name, "made_at": made_at}
        rows.add(Account, **account, is_demonstration=True)
        password = {"kind": CredentialKind.PASSWORD.value, "secret": password_hash, "made_at": made_at}
        rows.add(Credential, id=ids.at(made_at), account_id=nurse.account, **password, confirmed_at=made_at)
        rows.add(
            Place,
            account_id=nurse.account,
            team_id=plan.id,
            membership_id=nurse.membership,
            since=made_at.date(),
        )
    return rows


def team_rows(plan: Plan) -> Rows:
    """The team with its members, and the journal's first line, which carries the team's own id."""
    rows, ids = Rows(), Ids(plan.luck("people"))
    rows.add(Team, team_id=plan.id, name=plan.name, founded_at=plan.founded_at, is_demonstration=True)
    rows.add(
        JournalLine, team_id=plan.id, id=plan.id, at=plan.founded_at, what="team-founded", outcome=Outcome.DONE.value
    )
    for nurse in plan.nurses:
        rows.add(
            Membership,
            team_id=plan.id,
            id=nurse.membership,
            account_id=nurse.account,
            kind=MemberKind.NURSE.value,
            seat=nurse.seat,
            name=nurse.name,
            profession=nurse.profession,
            contract_hours=nurse.hours,
            since=plan.founded_at.date(),
        )
    for nurse in plan.nurses:
        _shown(rows, ids, plan, nurse)
    return rows


def _shown(rows: Rows, ids: Ids, plan: Plan, nurse: PlannedNurse) -> None:
    luck = plan.luck("shown", nurse.seat)
    for name in SHOWN[nurse.profession]:
        shown_on = plan.today - timedelta(days=luck.randint(20, 700))
        rows.add(
            Competence,
            team_id=plan.id,
            id=ids.at(plan.founded_at),
            membership_id=nurse.membership,
            name=name,
            shown_on=shown_on,
            expires_on=shown_on + timedelta(days=730),
            recorded_by=luck.choice(plan.nurses).membership,
        )
