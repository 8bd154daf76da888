"""What the review says of each line, and what it does not say before others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pegase_desktop.domain.improvement import Improvement
from pegase_desktop.domain.review import Review, Watch, review
from pegase_desktop.domain.review_tiles import tiles
from pegase_desktop.domain.review_words import Mark, Topic, balance_words, quiet_words, slips_words, topics
from pegase_desktop.domain.rows import Action, Ending
from pegase_desktop.domain.weeks import Week
from pegase_desktop.domain.words import CancelReason, EndingKind, Kind, Medium
from tests.domain.samples import cases, office
from tests.domain.test_review import NOW, W47, came, told


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def lines(found: Review, topic: Topic, *, discreet: bool = False) -> list[tuple[str, ...]]:
    (listed,) = (one for one in topics(found, discreet=discreet) if one.topic is topic)
    return [(one.reference, plain(one.until), plain(one.about), one.what, one.who) for one in listed.lines]


def test_each_line_says_who_what_and_until_when() -> None:
    case = came(10, reference="R-2026-0016", actions=(
        Action(id=1, what="Rappeler", who="Marc Olivier", due=date(2026, 11, 17), done_on=date(2026, 11, 19)),
        Action(id=2, what="Vérifier", who="Marc Olivier", due=date(2026, 11, 18), done_on=date(2026, 11, 18)),
        Action(id=3, what="Réparer", due=date(2026, 11, 21)),
    ))  # fmt: skip
    found = told([case])
    assert lines(found, Topic.LATE)[0] == (
        "R-2026-0016", "AR à envoyer : 8 j de retard (jeu. 12/11) ; Réponse", "Élodie Garnier",
        "Leçon annulée la veille", "Claire Martin",
    )  # fmt: skip
    assert [(until, what) for _, until, _, what, _ in lines(found, Topic.DUE)] == [
        ("Action à terminer : fait le jeu. 19/11, 2 j après l’échéance", "Rappeler · Leçon annulée la veille"),
        ("Action à terminer : fait le mer. 18/11", "Vérifier · Leçon annulée la veille"),
        ("Action à terminer : pour le sam. 21/11", "Réparer · Leçon annulée la veille"),
    ]
    marks = [one.mark for one in topics(found)[1].lines]
    assert marks == [Mark.DONE_LATE, Mark.DONE, Mark.PLAIN]


def test_a_deadline_at_an_hour_says_it() -> None:
    found = told([came(19, ack_sent_at=office(19, 11, 10), ack_medium=Medium.EMAIL)])
    assert [until for _, until, *_ in lines(found, Topic.DUE)] == [
        "AR à envoyer : fait le jeu. 19/11", "Réponse : pour le sam. 21/11 à 10:00",
    ]  # fmt: skip
    hasty = told([came(20, 9, ack_sent_at=office(20, 11, 10), ack_medium=Medium.EMAIL)], now=office(22, 11, 12))
    assert "quelques heures de retard" in lines(hasty, Topic.LATE)[0][1]


def test_ends_receptions_and_silence_say_their_day() -> None:
    rows = [
        came(2, reference="R-1"),
        came(16, reference="R-2", kind=Kind.INCIDENT),
        came(9, reference="R-3", closed_at=office(17, 11)),
        came(18, reference="R-4", cancelled_at=office(18, 11, 12), cancel_reason=CancelReason.DUPLICATE),
    ]
    found = told(rows)
    assert [one[1] for one in lines(found, Topic.RECEIVED)] == ["Reçue le lun. 16/11, aléa", "Reçue le mer. 18/11"]
    assert [one[1] for one in lines(found, Topic.ENDED)] == ["Clôturée le mar. 17/11", "Annulée le mer. 18/11, doublon"]
    assert lines(found, Topic.SILENT)[0][1] == "Sans nouvelles depuis 18 j (lun. 02/11)"


def test_what_ended_and_was_reopened_in_one_week_is_told_in_the_order_of_time() -> None:
    turns = ((EndingKind.CLOSED, 16), (EndingKind.REOPENED, 17), (EndingKind.CLOSED, 19))
    case = came(2, endings=tuple(Ending(kind=kind, at=office(day, 11)) for kind, day in turns))
    assert [until for _, until, *_ in lines(told([case]), Topic.ENDED)] == [
        "Clôturée le lun. 16/11", "Rouverte le mar. 17/11", "Clôturée le jeu. 19/11",
    ]  # fmt: skip


def test_the_balance_is_one_line() -> None:
    found = told([came(2), came(16), came(17, cancelled_at=office(18, 11), cancel_reason=CancelReason.DUPLICATE)])
    assert plain(balance_words(found.balance)) == (
        "1 ouverte au début + 2 reçues + 0 rouverte = 0 clôturée + 1 annulée + 2 ouvertes à la fin"
    )
    assert plain(slips_words(found.balance)) == "dont 1 doublon ou saisie par erreur"
    assert slips_words(told([]).balance) == ""
    assert "Aucune réclamation en semaine 30" in plain(quiet_words(told([], week=Week(2026, 30))))


def test_the_six_figures_count_first() -> None:
    sent: dict[str, Any] = {"ack_sent_at": office(16, 11, 12), "ack_medium": Medium.EMAIL}
    rows = [came(16, **sent), came(16, **sent, response_sent_at=office(17, 11)), came(20), came(16, kind=Kind.INCIDENT)]
    said = {one.title: (plain(one.value), plain(one.note)) for one in tiles(told(rows))}
    assert said == {
        "Reçues": ("4", "dont 1 aléa"),
        "Accusées dans le délai": ("2 sur 2", "1 en cours, 1 sans objet, médiane 3 h, 1 en attente (9 h au plus)"),
        "Traitées dans le délai": (
            "1 sur 2",
            "1 hors délai, 1 en cours, 1 sans objet, médiane 27 h, 2 en attente (4 j au plus)",
        ),
        "En retard": ("1", "1 réponse"),
        "Clôturées": ("0", "4 ouvertes à la fin, la plus ancienne depuis 4 j"),
        "Satisfaction": ("–", "aucun avis demandé"),
    }
    assert [one.is_bad for one in tiles(told(rows))] == [False, False, True, True, False, False]


def test_what_is_late_is_counted_as_its_lists_show_it() -> None:
    """Of a case that owes both acknowledgement and answer one line tells: it is counted once."""
    overdue = Action(id=1, what="Rappeler", who="Marc Olivier", due=date(2026, 11, 17))
    found = told([came(2), came(10, actions=(overdue,))])
    late = next(one for one in tiles(found) if one.title == "En retard")
    assert (late.value, plain(late.note)) == ("3", "2 accusés, 1 action")
    assert len(lines(found, Topic.LATE)) + len(lines(found, Topic.ACTIONS)) == 3


def test_a_slip_is_told_apart_from_what_was_received() -> None:
    slip = came(17, cancelled_at=office(18, 11), cancel_reason=CancelReason.DUPLICATE)
    received = tiles(told([came(16), came(18, kind=Kind.INCIDENT), slip]))[0]
    assert (received.value, plain(received.note)) == ("2", "dont 1 aléa, 1 doublon ou saisie par erreur à part")


def test_a_percentage_is_said_from_twenty_on_and_a_mean_from_ten() -> None:
    sent: dict[str, Any] = {"ack_sent_at": office(16, 11, 12), "ack_medium": Medium.EMAIL}
    opinion: dict[str, Any] = {"feedback_asked_at": office(17, 11), "feedback_received_at": office(18, 11)}
    many = [came(16, **sent, **opinion, feedback_q1=4 + number % 2) for number in range(20)]
    said = {one.title: plain(one.value) for one in tiles(told(many))}
    assert said["Accusées dans le délai"] == "20 sur 20 (100 %)"
    assert said["Satisfaction"] == "4,5 sur 5"
    few = {one.title: (plain(one.value), plain(one.note)) for one in tiles(told(many[:3]))}
    assert few["Satisfaction"] == ("4 · 5 · 4", "notes sur 5, 3 avis sur 3")
    unasked = tiles(told([came(16, feedback_asked_at=office(17, 11))]))[-1]
    assert plain(unasked.note) == "0 avis sur 1"


def test_with_discretion_no_name_no_object_and_no_words_are_said() -> None:
    secret = "Gontran Quidam"
    case = came(
        10, reference="R-1", owner=secret, complainant_name=secret, subject=f"Leçon de {secret}", service="Conduite",
        category="planning et délais", verbatim=secret,
        actions=(Action(id=1, what=f"Parler à {secret}", who=secret, due=date(2026, 11, 17)),),
        to_meeting=True,
    )  # fmt: skip
    work = Improvement(
        reference="A-1", what=f"Former {secret}", owner=secret, due=date(2026, 11, 10), criterion=secret,
        decided_on=date(2026, 11, 1),
    )  # fmt: skip
    found = review([case, came(16, complainant_name=secret)], [work], W47, NOW, Watch(lambda _: False))
    whole, masked = str(topics(found)), str(topics(found, discreet=True))
    assert secret in whole
    assert "Gontran" not in masked
    assert "Quidam" not in masked
    assert lines(found, Topic.LATE, discreet=True)[0] == (
        "R-1", "AR à envoyer : 8 j de retard (jeu. 12/11) ; Réponse", "G. Q.", "Conduite · planning et délais", ""
    )  # fmt: skip


def test_a_sensitive_case_says_so_and_no_more_in_any_list() -> None:
    """Not even what is to be done for it: that was written for those at work on it."""
    case = came(
        10, complainant_name="Gontran Quidam", category="violence, harcèlement ou discrimination", to_meeting=True,
        received_at=office(16, 11), actions=(
            Action(id=1, what="Entendre Quidam", who="Marc Olivier", due=date(2026, 11, 17)),
            Action(id=2, what="Écrire à Quidam", due=date(2026, 11, 18), done_on=date(2026, 11, 18)),
            Action(id=3, what="Revoir Quidam", due=date(2026, 11, 21)),
        ),
    )  # fmt: skip
    found = told([case])
    said = [line[2:4] for topic in Topic for line in lines(found, topic)]
    assert len(said) >= 6
    assert set(said) == {("G. Q.", "Dossier sensible")}


def test_a_case_without_complainant_is_named_by_its_nature() -> None:
    for discreet in (False, True):
        (line,) = lines(told([came(16, kind=Kind.INCIDENT, complainant_name="")]), Topic.RECEIVED, discreet=discreet)
        assert line[2] == "Aléa"
    for discreet, name in ((False, "22 😀"), (True, "Réclamation")):  # no initials: and nothing sensitive about it
        (line,) = lines(told([came(16, complainant_name="22 😀")]), Topic.RECEIVED, discreet=discreet)
        assert line[2] == name


def test_every_list_of_the_fictional_cases_can_be_said() -> None:
    found = told(list(cases()))
    for discreet in (False, True):
        said = topics(found, discreet=discreet)
        assert [one.topic for one in said] == list(Topic)
        assert all(one.nothing for one in said)
    assert len(topics(replace(found, late=()))[0].lines) == 0
