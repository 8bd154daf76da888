"""Every contact of the list has its icon."""

from __future__ import annotations

import pytest

from pegase_desktop.domain.contacts import Contact, ContactKind
from pegase_desktop.domain.words import Medium
from pegase_desktop.resources import resource
from pegase_desktop.ui.case.contact_list import icon_of
from tests.domain.samples import office


@pytest.mark.parametrize("kind", ContactKind)
@pytest.mark.parametrize("medium", [None, *Medium])
def test_every_contact_has_an_icon(kind: ContactKind, medium: Medium | None) -> None:
    contact = Contact(office(20, 11), kind, "Échange", medium=medium)
    assert resource(f"icons/{icon_of(contact)}.svg").is_file()


def test_an_exchange_shows_its_medium() -> None:
    call = Contact(office(20, 11), ContactKind.EXCHANGE, "Téléphone du client", medium=Medium.PHONE)
    assert icon_of(call) == "phone"
