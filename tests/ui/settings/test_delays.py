"""Delays: numbers, opening slots, closed days; a change holds for what is received afterwards only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.clocks import CountFrom, DelayMode
from pegase_desktop.domain.duties import duties
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.widgets.labels import Paragraph
from pegase_desktop.ui.widgets.segmented import SegmentedRadio
from tests.domain.samples import registrable
from tests.storage.office import Clock
from tests.ui.conftest import NOW
from tests.ui.settings.conftest import Press, Typist, field


@pytest.fixture
def delays(screen: SettingsScreen) -> SettingsScreen:
    screen.show_section("delays")
    return screen


def choose(screen: SettingsScreen, label: str, place: int, qtbot: QtBot) -> None:
    radio = field(screen, label).input
    assert isinstance(radio, SegmentedRadio)
    qtbot.mouseClick(radio.segments()[place], Qt.MouseButton.LeftButton)


def test_a_change_never_rewrites_the_past(
    delays: SettingsScreen, write: Typist, press: Press, session: Session, clock: Clock
) -> None:
    before = {case.id: (case.ack_due_at, case.response_due_at, duties(case)) for case in session.register.cases.all()}
    write(field(delays, "Accusé de réception (heures)"), "24")
    write(field(delays, "Traitement (heures)"), "72")
    press("Enregistrer")
    after = {case.id: (case.ack_due_at, case.response_due_at, duties(case)) for case in session.register.cases.all()}
    assert after == before
    clock.now = NOW + timedelta(minutes=5)
    facts = replace(registrable(), received_at=clock.now)
    received = session.register.cases.receive(facts, by="Claire Martin")
    assert received.ack_due_at == clock.now + timedelta(hours=24)
    assert received.response_due_at == clock.now + timedelta(hours=24 + 72)
    old = session.register.cases.receive(
        replace(registrable(), received_at=NOW - timedelta(hours=1)), by="Claire Martin"
    )
    assert old.ack_due_at == NOW + timedelta(hours=47)


def test_after_how_many_days_of_silence_the_review_says_so(
    delays: SettingsScreen, write: Typist, press: Press, session: Session
) -> None:
    write(field(delays, "Client sans nouvelles depuis (jours)"), "20")
    press("Enregistrer")
    assert session.register.school.settings.silent_days == 20
    assert [one.path for one in session.register.journal.all()[-1].changes] == ["settings/silent_days"]


def test_every_choice_is_kept(
    delays: SettingsScreen, write: Typist, press: Press, session: Session, qtbot: QtBot
) -> None:
    choose(delays, "Le délai de traitement court à partir", 1, qtbot)
    choose(delays, "Les délais se comptent en", 1, qtbot)
    write(field(delays, "Samedi"), "9h-12h30")
    write(field(delays, "Mercredi"), "fermé")
    write(field(delays, "Jours de fermeture"), "24/12/2026\n31/12/2026")
    press("Enregistrer")
    terms = session.register.school.settings.terms
    assert (terms.mode, terms.count_from) == (DelayMode.OFFICE, CountFrom.RECEPTION)
    assert terms.slots[5] == ((time(9), time(12, 30)),)
    assert 2 not in terms.slots
    assert terms.closed_days == {date(2026, 12, 24), date(2026, 12, 31)}
    assert field(delays, "Samedi").value() == "09:00-12:30"


@pytest.mark.parametrize(
    ("label", "typed", "said"),
    [
        ("Accusé de réception (heures)", "", "Il faut un nombre entier, de 1 à 1440."),
        ("Accusé de réception (heures)", "1441", "Il faut un nombre entier, de 1 à 1440."),
        ("Traitement (heures)", "48,5", "Il faut un nombre entier, de 1 à 1440."),
        ("Avis à demander (jours)", "0", "Il faut un nombre entier, de 1 à 365."),
        ("Lundi", "le matin", "Ces horaires ne se lisent pas. Par exemple : 09:00-12:00, 14:00-18:00, ou fermé."),
        ("Lundi", "18:00-09:00", "Ces horaires ne se lisent pas. Par exemple : 09:00-12:00, 14:00-18:00, ou fermé."),
        ("Jours de fermeture", "Noël", "« Noël » n’est pas une date. Par exemple : 24/12/2026."),
    ],
)
def test_what_cannot_be_read_is_refused_under_its_field(
    delays: SettingsScreen, write: Typist, press: Press, session: Session, label: str, typed: str, said: str
) -> None:
    before = session.register.school.settings
    write(field(delays, label), typed)
    press("Enregistrer")
    assert field(delays, label).fault().replace("\u00a0", " ") == said
    assert delays.is_dirty
    assert session.register.school.settings == before


def test_office_hours_need_an_open_day(delays: SettingsScreen, write: Typist, press: Press, qtbot: QtBot) -> None:
    choose(delays, "Les délais se comptent en", 1, qtbot)
    for day in ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"):
        write(field(delays, day), "")
    press("Enregistrer")
    assert "au moins un jour ouvert" in field(delays, "Lundi").fault()


def test_the_public_holidays_are_shown(delays: SettingsScreen) -> None:
    said = " ".join(one.words for one in delays.findChildren(Paragraph))
    assert "25/12/2026" in said
    assert "11/11/2026" in said
