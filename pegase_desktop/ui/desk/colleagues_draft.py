"""What a colleague typed about a record and did not record: it is offered, never mixed with one's own."""

from __future__ import annotations

from pegase_desktop.domain import french
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.typography import typeset
from pegase_desktop.ui.desk.session import Session

_GO_ON = (
    "{name} a commencé une saisie sur ce dossier ({when}), qui n’est pas encore enregistrée. Si vous la reprenez, "
    "ce que vous enregistrerez sera signé de votre nom. Sinon, elle reste gardée."
)
_FINISH_YOURS = (
    "Vous avez vous-même une saisie à terminer sur ce dossier. Enregistrez-la, ou abandonnez-la, puis reprenez celle "
    "de {name}, qui reste gardée."
)


def is_colleagues(draft: Draft, session: Session) -> bool:
    """Whether somebody else than the person at the desk typed it."""
    return draft.saved_by not in ("", session.actor)


def ensure_no_own(draft: Draft, session: Session) -> bool:
    """False, and said, where a colleague's draft is wanted and one has an own about the same record to finish first."""
    if draft.record is None or not is_colleagues(draft, session):
        return True
    own = session.register.drafts.of(draft.record, session.actor)
    if own is None or is_colleagues(own, session):
        return True
    session.questions.inform(f"Saisie de {draft.saved_by}", typeset(_FINISH_YOURS.format(name=draft.saved_by)))
    return False


def wants_colleagues(draft: Draft, session: Session) -> bool:
    """Ask whether to go on with what a colleague typed: it would be signed by whoever records it."""
    when = french.near_moment(draft.saved_at, session.clock()) if draft.saved_at else ""
    sentence = typeset(_GO_ON.format(name=draft.saved_by, when=when))
    return session.questions.confirm(f"Saisie de {draft.saved_by}", sentence, "La reprendre", safe="Ouvrir sans elle")
