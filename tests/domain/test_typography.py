"""French no-break spaces and apostrophes."""

from __future__ import annotations

import pytest

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.typography import held_together, typeset


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Le fichier « a » est vide : rien.", "Le fichier «\u00a0a\u00a0» est vide\u00a0: rien."),
        ("Vraiment ? Oui ! Bien ; soit", "Vraiment\u202f? Oui\u202f! Bien\u202f; soit"),
        ("Quoi ?!", "Quoi\u202f?!"),
        ("l'élève d'hier", "l’élève d’hier"),
        ("de 8:30 à http://x.fr/?a", "de 8:30 à http://x.fr/?a"),
        ("« a » : « b »", "«\u00a0a\u00a0»\u00a0: «\u00a0b\u00a0»"),
        ("le 21 mars à 9 h, 12 km", "le 21\u00a0mars à 9\u00a0h, 12\u00a0km"),
        ("1 480 € ou 5 % le 1er mai", "1\u00a0480\u00a0€ ou 5\u00a0% le 1er\u00a0mai"),
        ("à 14 h 10, à 14\u00a0h 10", "à 14\u00a0h\u00a010, à 14\u00a0h\u00a010"),
        ("au 04 93 58 94 17", "au 04\u00a093\u00a058\u00a094\u00a017"),
        ("Mme Roy, M. Roux, N° 3, n° 4", "Mme\u00a0Roy, M.\u00a0Roux, N°\u00a03, n°\u00a04"),
        ("06140 Vence, 1234 Route, 06140 vues", "06140\u00a0Vence, 1234 Route, 06140 vues"),
        ("2 heures, 3 mains, 6 maisons, FEM. Il", "2 heures, 3 mains, 6 maisons, FEM. Il"),
    ],
)
def test_sentences_are_typeset(written: str, printed: str) -> None:
    assert typeset(written) == printed
    assert typeset(printed) == printed


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("C'est inadmissible !", "C'est inadmissible\u00a0!"),
        ("Quoi ?! Non : « jamais » ; voilà", "Quoi\u00a0?! Non\u00a0: «\u00a0jamais\u00a0»\u00a0; voilà"),
        ("Ah  !", "Ah\u00a0\u00a0!"),
        ("06 12 34 56 78 à 10 h 30, 27,50 €", "06 12 34 56 78 à 10 h 30, 27,50 €"),
        ("un !important, :p et ;) aussi", "un !important, :p et\u00a0;) aussi"),
        ("!", "!"),
        ("", ""),
    ],
)
def test_of_what_was_typed_only_the_signs_are_held_to_their_words(typed: str, shown: str) -> None:
    assert held_together(typed) == shown
    assert held_together(shown) == shown


def test_a_user_error_is_its_sentence() -> None:
    assert str(UserError("L'e-mail manque : ajoutez-le.")) == "L’e-mail manque\u00a0: ajoutez-le."
