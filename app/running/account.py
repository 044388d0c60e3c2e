"""Recovering an account: a link that opens once, for an hour, made on the machine that serves and nowhere else."""

import secrets

from app.actions.account import begin_recovery
from app.actions.register import Moment
from app.domain.errors import NotFound
from app.domain.sign_in import folded_email
from app.domain.words import N_
from app.keys import secret_hash
from app.models import new_id
from app.queries.account import by_email
from app.running.installation import Installation


def recovery_link(house: Installation, email: str) -> str:
    """The link for this account. One that was made before no longer opens."""
    with house.door.read(None) as session:
        known = by_email(session, folded_email(email))
    if known is None:
        raise NotFound(N_("Nobody signs in with {email}."), email=email)
    token = secrets.token_urlsafe(32)
    moment = Moment(house.now(), (new_id(), new_id()))
    account_id, hashed = known.id, secret_hash(token)
    house.write(None, lambda session: begin_recovery(session, account_id, moment, hashed))
    return f"{house.settings.address}/recovery/{token}"
