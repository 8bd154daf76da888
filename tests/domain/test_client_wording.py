"""« la cliente » in sentences once her title is known."""

from __future__ import annotations

import re

import pytest

from pegase_desktop.domain.client_wording import said_of_client
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import facts_of
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import CallResult, Title

HER = Complaint(complainant_title=Title.MRS, complainant_name="Élodie Garnier")
HIM = Complaint(complainant_title=Title.MR, complainant_name="Hugo Lambert")


@pytest.mark.parametrize(
    ("sentence", "about_her"),
    [
        ("Le client confirme-t-il cette reformulation ?", "La cliente confirme-t-elle cette reformulation ?"),
        ("Le client est-il d’accord ?", "La cliente est-elle d’accord ?"),
        ("Demandez au client ce qu’il pense.", "Demandez à la cliente ce qu’elle pense."),
        ("Écrivez les mots du client.", "Écrivez les mots de la cliente."),
        ("Le client n’a pas encore été joint. Rappelez-le.", "La cliente n’a pas encore été jointe. Rappelez-la."),
        ("Chaque contact avec le client est noté ici.", "Chaque contact avec la cliente est noté ici."),
        (CallResult.REACHED.label, "Cliente jointe"),
        ("Le texte tel qu’il est parti, et ce qu’il faut.", "Le texte tel qu’il est parti, et ce qu’il faut."),
        ("Les clients et la clientèle.", "Les clients et la clientèle."),
    ],
)
def test_sentences_agree_with_her(sentence: str, about_her: str) -> None:
    assert said_of_client(sentence, HER) == about_her


@pytest.mark.parametrize("complaint", [HIM, Complaint(), Complaint(anonymous=True, complainant_title=Title.MRS)])
def test_sentences_stay_as_they_are_otherwise(complaint: Complaint) -> None:
    assert said_of_client("Le client est-il d’accord ?", complaint) == "Le client est-il d’accord ?"


def test_no_sentence_of_the_screens_is_left_half_changed() -> None:
    sentences = [page.sentence for page in Page]
    sentences += [text for one in facts_of(Complaint) for text in (one.missing, one.help, one.hint)]
    masculine = re.compile(r"\b(le|Le|du|au|un) client\b|\b[Ll]e cliente\b|qu’il (dit|a|pense)|(?<!faut)-il\b")
    for sentence in sentences:
        about_her = said_of_client(sentence, HER)
        assert not masculine.search(about_her), about_her
