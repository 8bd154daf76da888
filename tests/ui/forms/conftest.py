"""A window with the form of a loan in it, and somebody before it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.facts import SettingsList
from pegase_desktop.ui.forms.context import FormContext, FormLook, Marks
from pegase_desktop.ui.forms.editors import FieldLines
from pegase_desktop.ui.forms.lists import Lists
from pegase_desktop.ui.forms.record_form import RecordForm
from tests.ui.conftest import NOW
from tests.ui.forms.loan import LINES, Loan, faults
from tests.ui.forms.typist import FormTypist

LISTS = Lists(
    ("Claire Martin", "Marc Olivier"),
    {SettingsList.SERVICES: ("Accueil", "Planning"), SettingsList.TRAININGS: ("Code", "Permis B")},
)


@pytest.fixture
def context() -> FormContext:
    look = FormLook(tall=True, offers_now=True, marks=Marks.NEEDED)
    return FormContext(lambda: NOW, look, LISTS, lambda sentence: sentence.replace("Le client", "La cliente"))


@pytest.fixture
def form() -> RecordForm[Loan]:
    return RecordForm(Loan(), lambda: NOW, faults)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(700, 1200)
    return made


def show(qtbot: QtBot, window: QWidget, *parts: QWidget) -> FormTypist:
    """Put *parts* into *window*, with the keyboard on the first."""
    layout = window.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
    with qtbot.waitActive(window):
        window.show()
    window.focusNextChild()
    return FormTypist(window)


@pytest.fixture
def fields(form: RecordForm[Loan], context: FormContext, window: QWidget) -> FieldLines:
    return FieldLines(Loan, form, context, window)


@pytest.fixture
def typist(qtbot: QtBot, window: QWidget, fields: FieldLines) -> FormTypist:
    lines = [fields.add(*line) for line in LINES]
    fields.typed.connect(fields.show_what_is_asked)
    made = show(qtbot, window, *lines)
    fields.show_what_is_asked()
    return made
