"""No text in the file holds NUL, whoever hands it over: not every engine keeps it."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import ENTRIES, Draft
from pegase_desktop.domain.facts import FactKind, facts_of
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Mediator, School, Settings
from pegase_desktop.domain.words import CancelReason, LetterKind, Medium
from tests.domain.samples import closable, office
from tests.storage.office import CLAIRE, everything

if TYPE_CHECKING:
    from pegase_desktop.storage.register import Register

UNSEEN = "\0"


def soiled(text: str) -> str:
    return f"{text}{UNSEEN}é"


def facts_soiled(complaint: Complaint) -> Complaint:
    """The complaint with NUL in each text, those of its entries too."""
    texts = {
        one.name: soiled(getattr(complaint, one.name))
        for one in facts_of(Complaint)
        if type(getattr(complaint, one.name)) is str and one.kind is not FactKind.ROWS and one.page is not None
    }
    actions = tuple(replace(one, what=soiled(one.what), who=soiled(one.who)) for one in complaint.actions)
    return replace(complaint, **texts, actions=actions, staff_concerned=(soiled("Marc"),))


def settings_soiled() -> Settings:
    lists = {name: (soiled("Planning"),) for name in ("services", "categories", "trainings", "causes")}
    school = School(**{one.name: soiled("École") for one in fields(School)})
    mediator = Mediator(**{one: soiled(one) for one in asdict(Mediator())})
    templates = {LetterKind.ACKNOWLEDGEMENT: soiled("Objet : Bonjour")}
    return Settings(school=school, mediator=mediator, templates=templates, **lists)


def live(register: Register) -> None:
    """Every operation that takes a text."""
    register.add_staff(soiled("Nadia"), soiled("Accueil"), by=CLAIRE)
    register.change_staff(replace(register.staff()[-1], role=soiled("Moniteur")), by=CLAIRE)
    register.save_settings(settings_soiled(), by=CLAIRE)
    case = register.receive(facts_soiled(closable()), by=CLAIRE)
    case = register.record(case, {"subject": soiled("Autre")}, by=CLAIRE, reason=soiled("Faute"))
    case = register.attach(case.id, soiled("lettre.pdf"), b"%PDF\0", by=CLAIRE)
    case = register.detach(case.id, case.attachments[0].id, by=CLAIRE, reason=soiled("Doublon"))
    told: dict[str, Any] = dict.fromkeys((one.name for one in fields(Letter)), soiled("Bonjour"))
    letter = Letter(**(told | {"kind": LetterKind.UPDATE}))
    register.letter_texts.keep(case.ref, LetterKind.CLOSING, letter.subject, letter.body)
    case = register.send(
        case, letter, b"%PDF\0", soiled("a.pdf"), medium=Medium.EMAIL, sent_at=office(20, 11, 17), by=CLAIRE
    )
    case = register.close_case(case.id, by=CLAIRE)
    case = register.reopen(case.id, soiled("Revenu"), by=CLAIRE)
    register.cancel(case.id, CancelReason.ENTERED_BY_MISTAKE, soiled("Erreur"), by=CLAIRE)
    typed = {"subject": soiled("Com"), "unread": {"received_at": soiled("hier")}, ENTRIES: {"calls": {"note": UNSEEN}}}
    draft = register.drafts.save(Draft(values=typed, saved_by=CLAIRE))
    register.drafts.attach(draft.id, soiled("c.pdf"), b"\0", by=CLAIRE)


def test_no_text_holds_nul(register: Register) -> None:
    live(register)
    texts = {cell for rows in everything(register).values() for row in rows for cell in row if isinstance(cell, str)}
    assert len(texts) > 50
    assert {one for one in texts if UNSEEN in one or r"\u0000" in one} == set()
