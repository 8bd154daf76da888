"""The fiche of the 24 fictional cases and the blank one: what they say, on how many pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pegase_desktop.documents import fiche_layout as layout
from pegase_desktop.documents.fiche import blank_fiche_pdf, fiche_file_name, fiche_pdf
from pegase_desktop.documents.fiche_values import Shown, declared
from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import FactKind, facts_of, is_there
from pegase_desktop.domain.procedure import Phase
from pegase_desktop.domain.rows import Attachment, Link, SentLetter
from pegase_desktop.domain.school import School, Settings
from pegase_desktop.domain.wording import said
from pegase_desktop.domain.words import CancelReason, Kind, LetterKind, Medium
from tests.documents.conftest import NOW
from tests.domain.samples import endings, office
from tests.domain.test_improvement import WHOLE as IMPROVEMENT
from tests.domain.test_paths import anonymous, incident

Case = Callable[[int], Complaint]
Print = Callable[[Complaint], bytes]
Read = Callable[[bytes], list[str]]
Compare = Callable[[str, bytes], None]
NUMBERS = range(1, 25)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def squeezed(text: str) -> str:
    return "".join(text.split())


def names_of(block: layout.Block) -> Iterator[str]:
    match block:
        case layout.Line():
            yield from (place.fact for place in block.places)
        case layout.Entries():
            yield block.fact
        case layout.Marks():
            yield from (*block.facts, block.comment.fact)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_fiche_reads_as_it_did(number: int, case: Case, print_fiche: Print, compare_with_golden: Compare) -> None:
    compare_with_golden(f"fiche_{number:02}", print_fiche(case(number)))


def test_the_blank_fiche_reads_as_it_did(compare_with_golden: Compare) -> None:
    compare_with_golden("fiche_blank", blank_fiche_pdf(Settings(), printed_at=NOW))


@pytest.mark.parametrize("number", NUMBERS)
def test_an_ordinary_case_stands_on_two_pages(number: int, case: Case, print_fiche: Print, read: Read) -> None:
    assert len(read(print_fiche(case(number)))) == 2


@pytest.mark.parametrize("number", NUMBERS)
def test_everything_recorded_is_on_the_sheet(number: int, case: Case, print_fiche: Print, read: Read) -> None:
    complaint = case(number)
    sheet = squeezed("".join(read(print_fiche(complaint))))
    for fact in facts_of(Complaint):
        value = getattr(complaint, fact.name)
        if fact.kind in (FactKind.ROWS, FactKind.FLAG, FactKind.MARK) or not is_there(value):
            continue
        for line in said(fact, value).split("\n"):
            assert squeezed(line) in sheet, fact.name


@pytest.mark.parametrize("number", NUMBERS)
def test_every_entry_is_on_the_sheet(number: int, case: Case, print_fiche: Print, read: Read) -> None:
    complaint = case(number)
    sheet = squeezed("".join(read(print_fiche(complaint))))
    for entry in (*complaint.calls, *complaint.actions, *complaint.exchanges, *complaint.redress):
        for fact in facts_of(type(entry)):
            assert squeezed(said(fact, getattr(entry, fact.name))) in sheet


def test_every_declared_fact_has_its_place() -> None:
    placed = {name for section in layout.SECTIONS for block in section.blocks for name in names_of(block)}
    placed |= {place.fact for place in layout.CANCELLATION.places}
    assert {fact.name for fact in facts_of(Complaint)} - placed == {
        "written_on",  # said with « Oui, le … »
        "endings",  # each in cells of its own
        # what nothing records yet but a file that is taken in
        "announced", "ack_not_applicable", "call_not_applicable", "response_not_applicable", "feedback_not_applicable",
        "hour_unknown", "origin_file", "origin_sheet", "origin_row", "origin_number", "origin_words",
    }  # fmt: skip


@pytest.mark.parametrize("section", layout.SECTIONS, ids=lambda section: section.phase.name)
def test_every_line_fills_the_width(section: layout.Section) -> None:
    for block in section.blocks:
        if isinstance(block, layout.Line):
            assert sum(place.width for place in block.places) == 182
        if isinstance(block, layout.Entries):
            assert sum(column.width for column in block.columns) == 182


def test_the_blank_fiche_asks_for_every_fact_by_its_label(read: Read) -> None:
    sheet = squeezed("".join(read(blank_fiche_pdf(Settings(), printed_at=NOW))))
    for section in layout.SECTIONS:
        for block in section.blocks:
            if isinstance(block, layout.Line) and not block.only_if_told:
                for place in block.places:
                    is_asked = Shown(Complaint(), by_hand=True, is_blank=True).asks(place.fact)
                    if is_asked and place.fact != "ack_in_time":  # which names the delay of the case
                        assert squeezed(declared(place.fact, Complaint()).label) in sheet


def test_the_blank_fiche_is_one_sheet_of_two_sides(read: Read) -> None:
    pages = read(blank_fiche_pdf(Settings(), printed_at=NOW))
    assert len(pages) == 2
    assert all("Fiche vierge, à remplir à la main" in page for page in pages)


def test_only_the_recorded_choice_is_ticked(case: Case, print_fiche: Print, read: Read) -> None:
    first = read(print_fiche(case(1)))[0]
    channel = first[first.index("Canal") : first.index("Civilité")]
    assert "✓\nTéléphone" in channel or "✓ Téléphone" in channel
    assert channel.count("✓") == 2  # the channel, and « Non » to « est-elle écrite »


def test_each_page_says_which_case_it_belongs_to(case: Case, print_fiche: Print, read: Read) -> None:
    pages = read(print_fiche(case(5)))
    for number, page in enumerate(pages, start=1):
        assert "R-2026-0005 · Imprimé le 20/11/2026 à 18:00 · Journal 214 · 9f3a61c2" in page
        assert "Qualiopi, critère 7, indicateur 31" in page
        assert f"Page {number}/{len(pages)}" in page
    assert "N° R-2026-0005 · Mme Maëlle Le Guennec" in pages[1].replace("\u00a0", " ")


def test_a_cancelled_case_says_so_with_its_reason(case: Case, print_fiche: Print, read: Read) -> None:
    [end] = case(14).endings
    note = "La même demande, reçue la veille"
    duplicate = replace(end, reason=CancelReason.DUPLICATE, duplicate_of="R-2026-0013", note=note)
    cancelled = replace(case(14), endings=(duplicate,))
    first = read(print_fiche(cancelled))[0]
    assert "ANNULÉE le 10/09/2026" in first
    for words in ("Doublon", "R-2026-0013", "La même demande, reçue la veille"):
        assert words in first


def test_a_reopened_case_says_when_and_why(case: Case, print_fiche: Print, read: Read) -> None:
    sheet = " ".join(read(print_fiche(case(10))))
    assert "Rouverte le 03/11/2026" in sheet
    assert "annulé la veille au soir par SMS" in sheet


def test_what_is_missing_can_be_written_in_while_the_case_is_open(case: Case, print_fiche: Print, read: Read) -> None:
    assert read(print_fiche(case(22)))[1].count("/ /") >= 5
    assert "/ /" not in "".join(read(print_fiche(case(1))))


def test_late_acknowledgement_is_shown_as_late(case: Case, print_fiche: Print, read: Read) -> None:
    complaint = case(1)
    assert complaint.ack_due_at is not None
    late = replace(complaint, ack_sent_at=complaint.ack_due_at + timedelta(seconds=1))
    assert ticked_after(read(print_fiche(complaint))[0], "Dans les 48 h") == "Oui"
    assert ticked_after(read(print_fiche(late))[0], "Dans les 48 h") == "Non"


def ticked_after(page: str, label: str) -> str:
    return page[page.index(label) :].split("✓", 1)[1].split(maxsplit=1)[0]


def test_links_and_attachments_are_listed(case: Case, print_fiche: Print, read: Read) -> None:
    linked = replace(
        case(1),
        links=(Link(reference="R-2025-0007"), Link(reference="R-2025-0009")),
        attachments=(Attachment(name="SMS_annulation.png", size=120_000), Attachment(name="Courriel.eml", size=900)),
    )
    first = read(print_fiche(linked))[0].replace("\u00a0", " ")
    assert "R-2025-0007, R-2025-0009" in first
    assert "1. SMS_annulation.png (117 Ko)" in first
    assert "2. Courriel.eml (900 o)" in first


def test_letters_sent_are_listed(case: Case, print_fiche: Print, read: Read) -> None:
    assert "Courriers envoyés" not in read(print_fiche(case(1)))[1]
    letter = SentLetter(
        kind=LetterKind.ACKNOWLEDGEMENT,
        sent_at=NOON,
        medium=Medium.EMAIL,
        by="Claire Martin",
        subject="Votre réclamation",
    )
    second = read(print_fiche(replace(case(1), letters=(letter,))))[1]
    for words in ("Courriers envoyés", LetterKind.ACKNOWLEDGEMENT.label, "Votre réclamation", "20/11/2026 à 13:00"):
        assert words in second


def test_an_anonymous_complaint_names_nobody(case: Case, print_fiche: Print, read: Read) -> None:
    anonymous = replace(case(1), anonymous=True, complainant_name="", complainant_title=None, student="")
    first = read(print_fiche(anonymous))[0]
    assert "Anonyme" in first


def test_the_letterhead_is_the_settings(case: Case, read: Read) -> None:
    school = School(name="ÉCOLE <b>& Fils</b>", address="1 rue Neuve", postcode="06000", city="Nice", siret="123")
    page = read(blank_fiche_pdf(Settings(school=school), printed_at=NOW))[0].replace("\u00a0", " ")
    assert "ÉCOLE <b>& Fils</b>" in page
    assert "1 rue Neuve, 06000 Nice" in page
    assert "SIRET 123" in page


def test_a_done_phase_bears_its_day(case: Case, print_fiche: Print, read: Read) -> None:
    complaint = replace(case(1), immediate_action_on=date(2026, 1, 8), team_informed_on=date(2026, 1, 30))
    head = read(print_fiche(complaint))[0].split("Reçue le")[0]
    for phase, day in zip(Phase, ("08/01/2026", "21/01/2026", "29/01/2026", "30/01/2026"), strict=True):
        assert day in head.split(f"{phase.value}. {phase.label}", 1)[1]


def test_the_last_phase_is_done_once_the_team_is_told_and_not_before(
    case: Case, print_fiche: Print, read: Read
) -> None:
    untold, told = case(1), replace(case(1), team_informed_on=date(2026, 1, 30))
    for complaint, is_ticked in ((untold, False), (told, True)):
        head = read(print_fiche(complaint))[0].split("Reçue le")[0]
        assert ("✓ 4. Communication en interne" in " ".join(head.split())) is is_ticked


def test_what_a_complaint_led_to_is_named_on_its_sheet(case: Case, print_fiche: Print, read: Read) -> None:
    made = replace(IMPROVEMENT, reference="A-2026-03", what="Appeler <b>la veille</b>")
    sheet = "".join(read(fiche_pdf(case(1), Settings(), printed_at=NOW, led_to=(made,))))
    assert "A donné lieu à" in sheet
    assert "A-2026-03 : Appeler <b>la veille</b>" in sheet
    assert "A donné lieu à" not in "".join(read(print_fiche(case(1))))


def test_a_done_phase_without_a_day_says_so(case: Case, print_fiche: Print, read: Read) -> None:
    undated = tuple(replace(one, done_on=None, abandoned_reason="Devenue inutile") for one in case(1).actions)
    head = read(print_fiche(replace(case(1), actions=undated)))[0].split("Reçue le")[0]
    assert "date non notée" in head.split("2. Traitement")[1].split("3. Réponse")[0]


def test_the_sheet_of_an_incident_asks_for_nobody_to_answer(print_fiche: Print, read: Read) -> None:
    sheet = " ".join("".join(read(print_fiche(replace(incident(), reference="R-2026-0031")))).split())
    assert sheet.count("Fiche d’aléa") >= 1
    assert "Deux élèves" in sheet
    assert "Les deux élèves, par téléphone" in sheet
    assert "Dépanneuse appelée" in sheet
    for pointless in ("Réclamant", "Accusé", "3. Réponse", "Satisfaction", "mots du client", "Canal"):
        assert pointless not in sheet


def test_the_sheet_says_what_was_pointless_and_why(print_fiche: Print, read: Read) -> None:
    pages = read(print_fiche(replace(anonymous(), reference="R-2026-0031", ack_medium=None, response_medium=None)))
    first, second = (" ".join(page.split()) for page in pages)
    assert "Accusé, appel, réponse, avis : Personne non joignable" in first
    assert "Accusé envoyé le sans objet Moyen d’envoi sans objet Envoyé par sans objet" in first
    assert "Réponse sans objet Réponse donnée le sans objet" in second
    assert "Dédommagement sans objet" in second
    assert "Avis demandé le sans objet" in second


def test_the_sheet_calls_nothing_pointless_of_who_can_be_reached_after_all(print_fiche: Print, read: Read) -> None:
    case = replace(anonymous(), reference="R-2026-0031", email="elodie@exemple.fr")
    assert "Personne non joignable" not in "".join(read(print_fiche(case)))


def test_the_phases_of_an_incident_are_counted_without_a_gap(print_fiche: Print, read: Read) -> None:
    ended = replace(incident(), reference="R-2026-0031", endings=endings(closed_at=office(9, 11), ended_by="Claire"))
    sheet = " ".join("".join(read(print_fiche(ended))).split())
    for named in ("1. Prise en charge", "2. Traitement", "3. Communication en interne", "3 Communication en interne"):
        assert named in sheet
    assert "Clôturé le 09/11/2026 à 12:00" in sheet.replace("Clôturé par ", "")


def test_what_was_recorded_under_another_nature_stays_on_the_sheet(case: Case, print_fiche: Print, read: Read) -> None:
    turned = replace(case(1), kind=Kind.INCIDENT)
    sheet = "".join("".join(read(print_fiche(turned))).split())
    for told in (case(1).complainant_name, case(1).reasons[:30], case(1).outcome[:30]):
        assert "".join(told.split()) in sheet


def test_the_acknowledgements_words_are_printed_when_kept(case: Case, print_fiche: Print, read: Read) -> None:
    assert "Texte de l’accusé" not in read(print_fiche(case(1)))[0]
    told = replace(case(1), ack_text="Nous avons bien reçu votre réclamation.")
    assert "Nous avons bien reçu votre réclamation." in read(print_fiche(told))[0]


def test_hours_are_the_offices(case: Case, print_fiche: Print, read: Read) -> None:
    received = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert french.moment(received) == "01/07/2026 à 00:30"
    assert "01/07/2026 à 00:30" in read(print_fiche(replace(case(24), received_at=received)))[0]


def test_file_names_suit_every_system() -> None:
    assert fiche_file_name("R-2026-0036") == "Fiche_R-2026-0036.pdf"
    assert fiche_file_name() == "Fiche_vierge.pdf"
