"""French no-break spaces and apostrophes."""

from __future__ import annotations

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.typography import french


@pytest.mark.parametrize(
    ("written", "typeset"),
    [
        ("Le fichier « a » est vide : rien.", "Le fichier «\u00a0a\u00a0» est vide\u00a0: rien."),
        ("Vraiment ? Oui ! Bien ; soit", "Vraiment\u202f? Oui\u202f! Bien\u202f; soit"),
        ("Quoi ?!", "Quoi\u202f?!"),
        ("l'élève d'hier", "l’élève d’hier"),
        ("de 8:30 à http://x.fr/?a", "de 8:30 à http://x.fr/?a"),
        ("« a » : « b »", "«\u00a0a\u00a0»\u00a0: «\u00a0b\u00a0»"),
    ],
)
def test_sentences_are_typeset(written: str, typeset: str) -> None:
    assert french(written) == typeset
    assert french(typeset) == typeset


def test_a_user_error_is_its_sentence() -> None:
    assert str(UserError("L'e-mail manque : ajoutez-le.")) == "L’e-mail manque\u00a0: ajoutez-le."
