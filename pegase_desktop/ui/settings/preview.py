"""A template as the letter it makes, on a case whose facts only say what they are."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.letter_templates import Template
from pegase_desktop.domain.letters import Letter, compose
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.words import Channel, Decision, Kind, LetterKind, Title
from pegase_desktop.ui.desk.session import Session

_DECISIONS = {LetterKind.answering(decision): decision for decision in Decision}


def preview_template(session: Session, kind: LetterKind, template: Template, window: QWidget) -> None:
    """Show the letter of that kind over *window*; what prevents it, such as a missing mediator, is said."""
    letter = session.attempt(lambda: _example_letter(session, kind, template))
    if letter is None:
        return
    from pegase_desktop.documents.letter import letter_file_name, letter_pdf
    from pegase_desktop.ui.paper.preview import show_paper

    pdf = letter_pdf(letter, session.register.school.settings, printed_at=session.clock())
    show_paper(pdf, f"Aperçu : {kind.label}", letter_file_name(letter), session.questions, window)


def _example_letter(session: Session, kind: LetterKind, template: Template) -> Letter:
    now, register = session.clock(), session.register
    complaint = register.cases.preview(_example(kind, now, session.actor))
    return compose(kind, template, complaint, register.school.settings, now=now, signer=session.actor)


def _example(kind: LetterKind, now: datetime, actor: str) -> Complaint:
    today = local(now).date()
    return Complaint(
        reference=f"R-{today.year}-0000",
        kind=Kind.COMPLAINT,
        received_at=now - timedelta(days=1),
        channel=Channel.EMAIL,
        in_writing=True,
        written_on=today - timedelta(days=1),
        verbatim="Les mots du client.",
        complainant_title=Title.MRS,
        complainant_name="Prénom Nom",
        address="Numéro et rue\nCode postal et ville",
        email="adresse@exemple.fr",
        subject="Objet de la réclamation",
        owner=actor,
        ack_sent_at=now - timedelta(hours=20),
        restatement="Les points clés, avec les mots de l’école.",
        commitment_date=today + timedelta(days=7),
        commitment_reason="La raison du délai.",
        next_update_on=today + timedelta(days=3),
        decision=_DECISIONS.get(kind, Decision.FAVOURABLE),
        reasons="Les raisons de la réponse.",
        outcome="La conclusion du dossier.",
        response_sent_at=now - timedelta(hours=2),
    )
