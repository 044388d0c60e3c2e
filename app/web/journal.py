"""The journal's lines in plain words: a sentence for each command, each page and each thing that happens by itself."""

from collections.abc import Mapping

from app.domain.words import N_
from app.web.language import _

SENTENCES: Mapping[str, str] = {
    # commands
    "add-guest-days": N_("gave a guest more days"),
    "change-team-setting": N_("changed a setting of the team"),
    "end-guest": N_("ended a guest's days"),
    "invite-guest": N_("invited a guest"),
    "invite-nurse": N_("invited a nurse"),
    "leave-team": N_("left the team"),
    "object-to-proposal": N_("objected to a proposal, or gave their view of it"),
    "propose-end-membership": N_("proposed to end a membership"),
    "propose-lift-suspension": N_("proposed to lift a suspension"),
    "propose-suspension": N_("proposed a suspension"),
    "record-competence": N_("recorded a competence"),
    "second-proposal": N_("seconded a proposal"),
    "update-my-membership": N_("changed their own details"),
    "withdraw-competence": N_("withdrew a competence"),
    "withdraw-invitation": N_("withdrew an invitation"),
    "withdraw-proposal": N_("took a proposal back"),
    # commands about clients
    "add-client-identifier": N_("added a number to a client's page"),
    "change-client": N_("changed a client's details"),
    "change-client-status": N_("changed where a client stands with the team"),
    "declare-conflict": N_("said that they stand too near to a client: the record is closed to them"),
    "end-client-identifier": N_("took a number off a client's page"),
    "end-conflict": N_("said that they no longer stand too near to a client"),
    "end-exclusion": N_("opened a record again to somebody, as the client wishes"),
    "end-named-nurse": N_("ended the named nurse of a client"),
    "exclude-member": N_("closed a record to somebody, as the client wishes"),
    "name-nurse": N_("named a nurse for a client"),
    "register-client": N_("wrote a new client down"),
    # pages
    "/t/{team}": N_("looked at the team"),
    "/t/{team}/clients": N_("looked at the caseload, or searched it"),
    "/t/{team}/clients/closed": N_("looked at the records they have closed to themselves"),
    "/t/{team}/clients/new": N_("was writing a new client down"),
    "/t/{team}/clients/{client_id}": N_("looked at a client's page"),
    "/t/{team}/clients/{client_id}/details/{part}": N_("was changing a client's details"),
    "/t/{team}/clients/{client_id}/history": N_("looked at what was changed on a client's page"),
    "/t/{team}/clients/{client_id}/record": N_("looked at a client's status, named nurses and numbers"),
    "/t/{team}/clients/{client_id}/record/{wish}": N_("was changing a client's status, named nurses or numbers"),
    "/t/{team}/clients/{client_id}/timeline": N_("looked at a client's timeline"),
    "/t/{team}/guest-invitations": N_("was inviting a guest"),
    "/t/{team}/invitations/{invitation}": N_("looked at an invitation and its link"),
    "/t/{team}/invitations/{invitation}/withdrawal": N_("was withdrawing an invitation"),
    "/t/{team}/journal": N_("looked at this journal"),
    "/t/{team}/members/{membership}": N_("looked at a member's page"),
    "/t/{team}/members/{membership}/competences": N_("was recording a competence"),
    "/t/{team}/members/{membership}/competences/{competence}/withdrawal": N_("was withdrawing a competence"),
    "/t/{team}/members/{membership}/guest-days": N_("was giving a guest more days"),
    "/t/{team}/members/{membership}/guest-end": N_("was ending a guest's days"),
    "/t/{team}/members/{membership}/proposals/{kind}": N_("was writing a proposal about a member"),
    "/t/{team}/membership": N_("looked at their own details"),
    "/t/{team}/membership/leaving": N_("looked at what leaving the team means"),
    "/t/{team}/nurse-invitations": N_("was inviting a nurse"),
    "/t/{team}/proposals": N_("looked at the proposals"),
    "/t/{team}/proposals/{proposal}": N_("looked at a proposal"),
    "/t/{team}/proposals/{proposal}/objection": N_("was writing an objection"),
    "/t/{team}/proposals/{proposal}/second": N_("was seconding a proposal"),
    "/t/{team}/proposals/{proposal}/withdrawal": N_("was taking a proposal back"),
    "/t/{team}/settings": N_("looked at the team's settings"),
    "/t/{team}/settings/{name}": N_("looked at a setting of the team"),
    # what happens by itself, at the command line, or by somebody who is just coming in
    "guest-days-over": N_("a guest's days were over"),
    "invitation-accepted": N_("came in by an invitation"),
    "proposal-adopted": N_("a proposal was agreed: nobody had objected in time"),
    "proposal-lapsed": N_("a proposal lapsed"),
    "suspended-by-provider": N_("the provider suspended a member"),
    "suspension-lifted-by-provider": N_("the provider lifted a suspension"),
    "team-founded": N_("the team was founded"),
}
"""What a line says → the sentence after the person's name. A test holds it against every command and page there is."""


def deed(what: str) -> str:
    """The sentence; for a line that an older release wrote, its own word."""
    sentence = SENTENCES.get(what)
    return _(sentence) if sentence else what
