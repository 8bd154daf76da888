"""Registers lived in at random, under a clock that goes on while it is asked: `check` may accuse none of them.

``python -m tests.storage.random_registers --registers 2000`` says which of them it accuses, and of what.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from random import Random

from pegase_desktop.documents.templates import default_template
from pegase_desktop.domain.clocks import CountFrom, Terms
from pegase_desktop.domain.closing import closing_conditions
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.gates import missing_to_close
from pegase_desktop.domain.held_review import HeldReview, Remark
from pegase_desktop.domain.improvement import Origin
from pegase_desktop.domain.improvement_rules import improvement_from
from pegase_desktop.domain.internal_note import InternalNote, NoteOrigin, Reading, ReadingWay
from pegase_desktop.domain.kinds import KINDS
from pegase_desktop.domain.letters import compose
from pegase_desktop.domain.meeting import Addendum, Meeting, Point
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.portable import Case, PortableRegister
from pegase_desktop.domain.risk import Probability, Risk, RiskCase, RiskReview, RiskState, Severity
from pegase_desktop.domain.rows import Action, Link, Redress
from pegase_desktop.domain.school import Staff
from pegase_desktop.domain.text import clean
from pegase_desktop.domain.weeks import Week
from pegase_desktop.domain.words import (
    CancelReason,
    Decision,
    Effect,
    Kind,
    LetterKind,
    Level,
    Medium,
    OriginKind,
    RedressKind,
    Resolution,
)
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.storage.check import check_register
from pegase_desktop.storage.register import Register
from tests.domain.samples import closable, office, registrable, with_facts
from tests.storage.office import CLAIRE, TickingClock, exported, facts, opened, rebuilt

_WORDS = ("Zoé", "L’élève attend", "Œuvre 12", "مرحبا بالعالم", "👍 rtl \u202eש", "урок", "06 39 98 12 04", "")
_FACTS = ("subject", "service", "student", "owner", "verbatim", "restatement", "cause_text", "outcome", "reasons")
_NOBODY = "Personne non joignable"
_OF_PATHS: dict[str, tuple[object, ...]] = {
    "kind": tuple(Kind),
    "was_expressed": (True, False, None),
    "anonymous": (True, None),
    "phone": ("06 39 98 12 04", "", ""),
    "in_writing": (True, False, None),
    "ack_not_applicable": (_NOBODY, ""),
    "call_not_applicable": (_NOBODY, ""),
    "response_not_applicable": (_NOBODY, ""),
    "feedback_not_applicable": (_NOBODY, ""),
    "resolution": (*Resolution, None),
    "people_affected": _WORDS,
    "people_told": _WORDS,
    "immediate_action": _WORDS,
}
_READY_ON_OTHER_PATHS = {
    "resolution": Resolution.PARTLY, "people_affected": "Deux élèves", "people_told": "Les deux",
    "immediate_action": "Dépanneuse", "cause_text": "Batterie", "lesson": "Contrôler",
}  # fmt: skip
_READY = {name: value for name, value in facts(closable()).items() if value != getattr(registrable(), name)}


class _Life:
    """What may happen to one register, each thing by its chance; what the register refuses did not happen."""

    def __init__(self, register: Register, clock: TickingClock, chance: Random) -> None:
        self.register = register
        self.clock = clock
        self.chance = chance

    def go_on(self) -> None:
        self.clock.move(minutes=self.chance.choice((0, 0, 1, 600, 4000)))
        with suppress(UserError):
            self.chance.choice(_DEEDS)(self)

    def somebody(self) -> Complaint:
        return self.register.cases.find(self.chance.choice(self.register.cases.references()))

    def some_facts(self) -> dict[str, object]:
        told: dict[str, object] = {
            name: self.chance.choice(_WORDS) for name in self.chance.sample(_FACTS, self.chance.randint(1, 4))
        }
        return told | {"severity": self.chance.choice((*Level, None))}

    def some_natures(self) -> dict[str, object]:
        """What tells the paths apart, and what only some of them ask for; also what no wizard would let be typed."""
        told = {name: self.chance.choice(pool) for name, pool in _OF_PATHS.items()}
        return {name: told[name] for name in self.chance.sample(sorted(told), self.chance.randint(1, 6))}

    def some_bytes(self) -> bytes:
        return self.chance.randbytes(self.chance.choice((0, 1, 5000)))

    def receive(self) -> None:
        draft_id = None
        if self.chance.random() < 0.3:
            draft_id = self.register.drafts.save(Draft(values={"subject": "…"})).id
            self.register.drafts.attach(draft_id, "a.pdf", self.some_bytes(), by=CLAIRE)
        received = self.clock.now - timedelta(days=self.chance.choice((0, 0, 1, 400)))
        self.register.cases.receive(
            registrable(received_at=received, **self.some_facts(), **self.some_natures()), by=CLAIRE, draft_id=draft_id
        )

    def take_in(self) -> None:
        received = self.clock.now - timedelta(days=self.chance.randint(0, 9), seconds=self.chance.randint(1, 999))
        told = self.some_facts() | self.some_natures() | {"subject": "Repris"}
        cleaned = {name: clean(one) if type(one) is str else one for name, one in told.items()}
        case = Case(registrable(received_at=received, **cleaned))
        coming = PortableRegister(1, lambda: iter((case,)), (Staff(0, "Nadia", "Accueil"),))
        self.register.take_in(coming, by=CLAIRE)

    def record(self) -> None:
        self.register.cases.record(self.somebody(), self.some_facts(), by=CLAIRE, reason="Précision")

    def change_the_path(self) -> None:
        self.register.cases.record(self.somebody(), self.some_natures(), by=CLAIRE, reason="Précision")

    def grant(self) -> None:
        one = self.somebody()
        granted = Redress(kind=self.chance.choice(tuple(RedressKind)), amount=self.chance.choice((None, 5500)))
        told = {"decision": self.chance.choice(tuple(Decision)), "redress": (*one.redress, granted)}
        self.register.cases.record(one, told, by=CLAIRE, reason="Accordé")

    def settle_the_redress(self) -> None:
        one, today = self.somebody(), local(self.clock.now).date()
        ways: tuple[dict[str, object], ...] = ({"done_on": today}, {"abandoned_reason": "Refusé par la personne"})
        settled = tuple(with_facts(each, self.chance.choice(ways)) for each in one.redress)
        self.register.cases.record(one, {"redress": settled}, by=CLAIRE, reason="Réglé")

    def go_to_mediation(self) -> None:
        told = {"mediation_on": local(self.clock.now).date(), "mediation_outcome": self.chance.choice(_WORDS)}
        self.register.cases.record(self.somebody(), told, by=CLAIRE, reason="Médiateur")

    def correct_the_reception(self) -> None:
        one = self.somebody()
        assert one.received_at is not None
        earlier = {"received_at": one.received_at - timedelta(minutes=self.chance.randint(1, 4000))}
        self.register.cases.record(one, earlier, by=CLAIRE, reason="Heure")

    def plan(self) -> None:
        one = self.somebody()
        actions = (*one.actions, Action(what="Rendre l’heure", who=CLAIRE, due=date(2030, 1, 1)))
        self.register.cases.record(one, {"actions": actions}, by=CLAIRE)

    def link(self) -> None:
        self.register.cases.record(self.somebody(), {"links": (Link(reference=self.somebody().reference),)}, by=CLAIRE)

    def attach(self) -> None:
        self.register.cases.attach(self.somebody(), "pièce.pdf", self.some_bytes(), by=CLAIRE)

    def detach(self) -> None:
        one = self.somebody()
        for document in one.attachments[:1]:
            self.register.cases.detach(one, document.id, by=CLAIRE, reason="Doublon")

    def take_a_message(self) -> None:
        self.register.cases.record_message(self.somebody(), self.some_facts(), "m.eml", self.some_bytes(), by=CLAIRE)

    def send(self) -> None:
        one, kind, now = self.somebody(), LetterKind.ACKNOWLEDGEMENT, self.clock.now
        letter = compose(kind, default_template(kind), one, self.register.school.settings, now=now, signer=CLAIRE)
        self.register.cases.send(one, letter, b"%PDF", "A.pdf", medium=Medium.EMAIL, sent_at=now, by=CLAIRE)

    def close(self) -> None:
        one = self.somebody()
        moments = dict.fromkeys(("ack_sent_at", "response_sent_at", "feedback_asked_at"), one.received_at)
        told = tuple(replace(exchange, id=0, at=one.received_at) for exchange in closable().exchanges)
        actions = tuple(
            replace(each, abandoned_reason="Sans suite")
            for each in (
                *one.actions,
                Action(
                    what="Contrôler",
                    who=CLAIRE,
                    due=date(2030, 1, 1),
                ),
            )
        )
        redress = tuple(replace(each, abandoned_reason="Sans suite") for each in one.redress)
        settled = {"exchanges": one.exchanges + told, "actions": actions, "redress": redress}
        values = _READY | _READY_ON_OTHER_PATHS | moments | settled
        one = self.register.cases.record(one, values, by=CLAIRE, reason="Tout noter")
        self.register.cases.close(one, by=CLAIRE)

    def reopen(self) -> None:
        self.register.cases.reopen(self.somebody(), "Nouveau fait", by=CLAIRE)

    def cancel(self) -> None:
        other = self.chance.choice(("", self.somebody().reference))
        self.register.cases.cancel(self.somebody(), CancelReason.DUPLICATE, "", other, by=CLAIRE)

    def improve(self) -> None:
        one, today = self.somebody(), local(self.clock.now).date()
        begun = replace(improvement_from(one, self.clock.now), what="Appeler", owner=CLAIRE, due=today, criterion="Vu")
        self.register.improvements.register(begun, by=CLAIRE)

    def change_an_improvement(self) -> None:
        there, today = self.register.improvements, local(self.clock.now).date()
        one = there.find(self.chance.choice(there.references() or ("",)))
        told: dict[str, object] = {"finding": self.chance.choice(_WORDS), "due": today + timedelta(days=9)}
        match self.chance.randint(0, 4):
            case 0:
                told |= {"done_on": self.chance.choice((today, None)), "proof": self.chance.choice(_WORDS)}
            case 1:
                effect = self.chance.choice((*Effect, None))
                told |= {"checked_on": today, "effect": effect, "effect_text": "Vu", "follow_up": "Une autre"}
            case 2:
                told |= {"origins": (*one.origins, Origin(kind=OriginKind.IDEA, words=self.chance.choice(_WORDS)))}
            case 3:
                told |= {"abandoned_on": today, "abandoned_reason": self.chance.choice(_WORDS)}
            case _:
                there.attach(one, "preuve.pdf", self.some_bytes(), by=CLAIRE)
                return
        there.record(one, told, by=CLAIRE, reason="Revu")

    def review(self) -> None:
        one, today = self.somebody(), local(self.clock.now).date()
        remark = Remark(reference=one.reference, words=self.chance.choice(_WORDS) or "Vu")
        held = HeldReview(week=Week.of(today).name, held_on=today, owner=CLAIRE, attended=(CLAIRE,), remarks=(remark,))
        there = self.register.weekly_reviews
        made = there.register(held, by=CLAIRE)
        there.record(made, {"note": self.chance.choice(_WORDS), "surveys_read": 3}, by=CLAIRE, reason="Complétée")

    def meet(self) -> None:
        one, today = self.somebody(), local(self.clock.now).date()
        point = Point(subject=self.chance.choice(_WORDS) or "Planning", cases=one.reference, no_decision="Trop tôt")
        there = self.register.meetings
        made = there.register(Meeting(held_on=today, owner=CLAIRE, present=(CLAIRE,), points=(point,)), by=CLAIRE)
        there.record(made, {"note": self.chance.choice(_WORDS), "place": "Vence"}, by=CLAIRE, reason="Complétée")
        if self.chance.random() < 0.5:
            signed = there.record(there.get(made.id), {"signed_off_on": today, "signed_off_by": CLAIRE}, by=CLAIRE)
            there.record(signed, {"addenda": (Addendum(added_on=today, by=CLAIRE, words="Vu"),)}, by=CLAIRE)

    def tell_the_staff(self) -> None:
        today, there = local(self.clock.now).date(), self.register.notes
        note = InternalNote(written_on=today, author=CLAIRE, owner=CLAIRE, subject="L’appel", text="Appelez.")
        origins = (NoteOrigin(reference=self.somebody().reference),)
        made = there.register(replace(note, addressees=(CLAIRE,), origins=origins), by=CLAIRE)
        issued = self.register.learning.issue(made, by=CLAIRE)
        reading = Reading(reader=CLAIRE, way=self.chance.choice(tuple(ReadingWay)), day=today)
        there.record(issued, {"readings": (reading,)}, by=CLAIRE)

    def weigh_a_risk(self) -> None:
        one, today, there = self.somebody(), local(self.clock.now).date(), self.register.risks
        risk = Risk(what="Panne", entered_on=today, severity=Severity.MAJOR, probability=Probability.RARE, owner=CLAIRE)
        made = there.register(replace(risk, cases=(RiskCase(reference=one.reference),)), by=CLAIRE)
        closed = {"state": RiskState.CLOSED, "closed_reason": "Revendue"}
        review = RiskReview(reviewed_on=today, by=CLAIRE, probability=self.chance.choice(tuple(Probability)))
        there.record(made, self.chance.choice(({"reviews": (review,)}, closed)), by=CLAIRE, reason="Revu")

    def draft(self) -> None:
        values: dict[str, object] = {
            "subject": "Com",
            "kind": self.chance.choice(tuple(Kind)).value,
            "was_expressed": False,
        }
        kept = self.register.drafts.save(Draft(record_id=self.somebody().id, values=values))
        assert kept in self.register.drafts.all()

    def set_delays(self) -> None:
        terms = Terms(ack_hours=self.chance.randint(1, 72), count_from=self.chance.choice(tuple(CountFrom)))
        self.register.school.save(replace(self.register.school.settings, terms=terms), by=CLAIRE)

    def change_staff(self) -> None:
        self.register.school.add_staff(f"Marc {self.chance.randint(1, 9)}", by=CLAIRE)
        one = self.chance.choice(self.register.school.staff())
        self.register.school.change_staff(replace(one, active=not one.active), by=CLAIRE)

    def entrust(self) -> None:
        giver, to = (self.chance.choice(self.register.school.staff()) for _ in range(2))
        for _ in range(self.chance.randint(0, 3)):
            self.register.cases.record(self.somebody(), {"owner": giver.name}, by=CLAIRE)
        seen = self.register.entrusting.standing(giver.name)
        some = [one for one in seen if self.chance.random() < 0.8]
        leaves = self.chance.random() < 0.5
        self.register.entrusting.entrust(giver, some, to.name, seen=seen, leaves=leaves, by=CLAIRE)


_DEEDS: tuple[Callable[[_Life], None], ...] = (
    _Life.receive, _Life.receive, _Life.receive, _Life.take_in, _Life.record, _Life.record,
    _Life.correct_the_reception, _Life.plan, _Life.link, _Life.attach, _Life.detach, _Life.take_a_message, _Life.send,
    _Life.close, _Life.close, _Life.reopen, _Life.cancel, _Life.draft, _Life.set_delays, _Life.change_staff,
    _Life.change_the_path, _Life.change_the_path, _Life.grant, _Life.grant, _Life.settle_the_redress,
    _Life.go_to_mediation, _Life.entrust,
    _Life.improve, _Life.change_an_improvement, _Life.change_an_improvement, _Life.review,
    _Life.meet, _Life.tell_the_staff, _Life.weigh_a_risk,
)  # fmt: skip


def accusations(path: Path, seed: int) -> list[str]:
    """Live in a new register at *path*, differently for each *seed*; what is wrong with it afterwards, in sentences."""
    chance = Random(seed)
    clock = TickingClock(office(2, 11, 12), milliseconds=chance.randint(1, 400))
    with opened(path, clock) as register:
        life = _Life(register, clock, chance)
        register.school.add_staff(CLAIRE, by=CLAIRE)  # who is named in a case that is taken in joins the staff
        register.cases.receive(registrable(), by=CLAIRE)
        for _ in range(chance.randint(5, 40)):
            life.go_on()
        found = [*check_register(register), *_of_two_instants(register), *_of_paths(register)]
        return [*found, *_of_a_journey(register, path.parent, clock)]


def _of_paths(register: Register) -> Iterator[str]:
    """What the paths promise of every case, whatever happened to it."""
    for one in register.cases.all():
        missing = missing_to_close(one)
        if one.is_open and not duties(one):
            yield f"{one.reference} owes nothing and is open"
        if set(missing) != {each for condition in closing_conditions(one) for each in condition.missing}:
            yield f"{one.reference} is refused what its conditions do not tell"
        if facts(rebuilt(register.journal.of(one.ref))) != facts(one):
            yield f"{one.reference} is not what its journal tells"


def _of_a_journey(register: Register, folder: Path, clock: TickingClock) -> Iterator[str]:
    """Out as an open file, into an empty register, and out again."""
    there, back, away = folder / "there.json", folder / "back.json", folder / "away.pegase"
    exported(register, there)
    with opened(away, clock) as other:
        other.take_in(read_open_file(there, clock.now), by=CLAIRE)
        yield from (f"taken in: {one}" for one in check_register(other))
        exported(other, back)
    away.unlink()
    if there.read_bytes() != back.read_bytes():
        yield "the open file came back changed"


def _of_two_instants(register: Register) -> Iterator[str]:
    """What was registered at one instant and told at another: of former versions, `check` lets it pass."""
    for one in chain.from_iterable(register.dossiers(kind.code).all() for kind in KINDS):
        told_at = register.journal.of(one.ref)[0].at
        if one.registered_at != told_at:
            yield f"{one.reference} was registered at {one.registered_at}, and told at {told_at}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--registers", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    accused = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(arguments.seed, arguments.seed + arguments.registers):
            path = Path(folder) / "registre.pegase"
            found = accusations(path, seed)
            print(*(f"seed {seed}: {one}" for one in found), sep="\n", end="\n" if found else "")
            accused += bool(found)
            path.unlink()
    print(f"{arguments.registers} registers, {accused} accused")
    raise SystemExit(bool(accused))


if __name__ == "__main__":
    main()
