"""The journal's lines in plain words: a sentence for each command, each page and each thing that happens by itself."""

from collections.abc import Mapping

from app.domain.journal import Outcome
from app.domain.words import N_
from app.web.journal_words import assessment, client, door, intake, tablet, visit
from app.web.language import _, translate

SENTENCES: Mapping[str, str] = {
    **assessment.SENTENCES,
    **client.SENTENCES,
    **visit.SENTENCES,
    **door.SENTENCES,
    **intake.SENTENCES,
    **tablet.SENTENCES,
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
    # pages
    "/t/{team}": N_("looked at the team"),
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
    "unknown-command": N_("sent a command that Kring does not know"),
    # what happens by itself, at the command line, or by somebody who is just coming in
    "guest-days-over": N_("a guest's days were over"),
    "invitation-accepted": N_("came in by an invitation"),
    "nurse-invited-by-provider": N_("the provider invited a nurse, because no nurse was left to do it"),
    "proposal-adopted": N_("a proposal was agreed: nobody had objected in time"),
    "proposal-lapsed": N_("a proposal lapsed"),
    "suspended-by-provider": N_("the provider suspended a member"),
    "suspension-lifted-by-provider": N_("the provider lifted a suspension"),
    "team-founded": N_("the team was founded"),
}
"""What a line says → the sentence after the person's name. A test holds it against every command and page there is."""

TRIED: Mapping[str, str] = {
    **assessment.TRIED,
    **client.TRIED,
    **visit.TRIED,
    **door.TRIED,
    **intake.TRIED,
    **tablet.TRIED,
    "add-guest-days": N_("tried to give a guest more days"),
    "change-team-setting": N_("tried to change a setting of the team"),
    "end-guest": N_("tried to end a guest's days"),
    "invitation-accepted": N_("tried to come in by an invitation"),
    "invite-guest": N_("tried to invite a guest"),
    "invite-nurse": N_("tried to invite a nurse"),
    "leave-team": N_("tried to leave the team"),
    "object-to-proposal": N_("tried to object to a proposal, or to give their view of it"),
    "propose-end-membership": N_("tried to propose the end of a membership"),
    "propose-lift-suspension": N_("tried to propose that a suspension is lifted"),
    "propose-suspension": N_("tried to propose a suspension"),
    "record-competence": N_("tried to record a competence"),
    "second-proposal": N_("tried to second a proposal"),
    "update-my-membership": N_("tried to change their own details"),
    "withdraw-competence": N_("tried to withdraw a competence"),
    "withdraw-invitation": N_("tried to withdraw an invitation"),
    "withdraw-proposal": N_("tried to take a proposal back"),
}
"""The same for a command that was refused: nothing of it has happened."""
TRIED_TO_OPEN = N_("tried to open a page of the team")

REASONS: Mapping[str, str] = {
    **assessment.REASONS,
    **client.REASONS,
    **visit.REASONS,
    **door.REASONS,
    **intake.REASONS,
    **tablet.REASONS,
    "already-member": N_("in the team already"),
    "already-suspended": N_("suspended already"),
    "changed-meanwhile": N_("a colleague had saved first"),
    "demonstration-apart": N_("a demonstration and a real team are kept apart"),
    "guest-days-over": N_("the guest's days were over"),
    "guest-has-no-voice": N_("a guest has no voice in this"),
    "id-taken": N_("it was there already"),
    "invitation-closed": N_("the invitation was used, withdrawn or over"),
    "is-a-guest": N_("it was about a guest"),
    "locked": N_("the tablet was locked"),
    "needs-no-second": N_("nobody has to second it"),
    "nobody-to-agree": N_("there was nobody who could agree"),
    "not-a-guest": N_("it was not about a guest"),
    "not-allowed": N_("not possible for this person"),
    "not-by-you": N_("not by the two it is between"),
    "not-filled-in": N_("not filled in as it should be"),
    "not-found": N_("it was not there, or not open to this person"),
    "not-suspended": N_("nobody was suspended"),
    "objected-already": N_("said once already"),
    "operation-reused": N_("the same form had been sent with other words"),
    "own-proposal": N_("it was their own proposal"),
    "proposal-closed": N_("the proposal was settled already"),
    "proposed-already": N_("the same was proposed already"),
    "signed-out": N_("the sign-in had ended"),
    "suspended-by-provider": N_("whoever runs the server had suspended, and lifts it"),
    "team-full": N_("all twelve seats were taken"),
    "withdrawn-already": N_("withdrawn already"),
    "yourself": N_("it was about themselves"),
}


def deed(what: str, outcome: Outcome = Outcome.DONE) -> str:
    """The sentence; for a line that an older release wrote, its own word."""
    if outcome is Outcome.REFUSED:
        return _(TRIED.get(what, TRIED_TO_OPEN))
    sentence = SENTENCES.get(what)
    return _(sentence) if sentence else what


def refused_because(code: str) -> str:
    """Why it was refused, as it stands beside the line."""
    reason = REASONS.get(code)
    return translate(N_("Refused: {why}"), {"why": _(reason)}) if reason else _("Refused")
