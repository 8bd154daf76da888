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
from tests.domain.samples import closable, office, with_facts
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
    return replace(with_facts(complaint, texts), actions=actions, staff_concerned=(soiled("Marc"),))


def settings_soiled() -> Settings:
    lists = {name: (soiled("Planning"),) for name in ("services", "categories", "trainings", "causes")}
    school = School(**{one.name: soiled("École") for one in fields(School)})
    mediator = Mediator(**{one: soiled(one) for one in asdict(Mediator())})
    templates = {LetterKind.ACKNOWLEDGEMENT: soiled("Objet : Bonjour")}
    return with_facts(Settings(school=school, mediator=mediator, templates=templates), lists)


def live(register: Register) -> None:
    """Every operation that takes a text."""
    register.school.add_staff(soiled("Nadia"), soiled("Accueil"), by=CLAIRE)
    register.school.change_staff(replace(register.school.staff()[-1], role=soiled("Moniteur")), by=CLAIRE)
    register.school.save(settings_soiled(), by=CLAIRE)
    case = register.cases.receive(facts_soiled(closable()), by=CLAIRE)
    case = register.cases.record(case, {"subject": soiled("Autre")}, by=CLAIRE, reason=soiled("Faute"))
    case = register.cases.attach(case, soiled("lettre.pdf"), b"%PDF\0", by=CLAIRE)
    case = register.cases.detach(case, case.attachments[0].id, by=CLAIRE, reason=soiled("Doublon"))
    told: dict[str, Any] = dict.fromkeys((one.name for one in fields(Letter)), soiled("Bonjour"))
    letter = Letter(**(told | {"kind": LetterKind.UPDATE}))
    register.letter_texts.keep(case.ref, LetterKind.CLOSING, letter.subject, letter.body)
    case = register.cases.send(
        case, letter, b"%PDF\0", soiled("a.pdf"), medium=Medium.EMAIL, sent_at=office(20, 11, 17), by=CLAIRE
    )
    case = register.cases.close(case, by=CLAIRE)
    case = register.cases.reopen(case, soiled("Revenu"), by=CLAIRE)
    register.cases.cancel(case, CancelReason.ENTERED_BY_MISTAKE, soiled("Erreur"), by=CLAIRE)
    typed = {"subject": soiled("Com"), "unread": {"received_at": soiled("hier")}, ENTRIES: {"calls": {"note": UNSEEN}}}
    draft = register.drafts.save(Draft(values=typed, saved_by=CLAIRE))
    register.drafts.attach(draft.id, soiled("c.pdf"), b"\0", by=CLAIRE)


def test_no_text_holds_nul(register: Register) -> None:
    live(register)
    texts = {cell for rows in everything(register).values() for row in rows for cell in row if isinstance(cell, str)}
    assert len(texts) > 50
    assert {one for one in texts if UNSEEN in one or r"\u0000" in one} == set()
