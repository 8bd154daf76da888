"""What a note says of decisions, to begin with: causes quoted, functions for names, nothing of clients or blame."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pegase_desktop.domain.improvement import Improvement, Origin
from pegase_desktop.domain.internal_note import InternalNote
from pegase_desktop.domain.meeting import Meeting, Point
from pegase_desktop.domain.note_proposal import decided_in, note_from
from pegase_desktop.domain.words import CauseFamily, OriginKind
from tests.domain.notes import CLAIRE, JULIEN, MARC, SOPHIE
from tests.domain.test_improvement import DONE, WHOLE
from tests.domain.test_meeting import SIGNED

FUNCTIONS = {SOPHIE: "gérante", CLAIRE: "secrétariat"}
MEETING = replace(
    SIGNED,
    reference="RQ-2026-02",
    guests="Élodie Garnier",
    note="Mme Garnier a crié",
    points=(
        Point(
            subject="Mme Garnier", why_here="Trois fois", cases="R-2026-0014", why_1="Marc Olivier a oublié",
            cause_family=CauseFamily.COMMUNICATION, said="Mme Garnier a raison", decisions="A-2026-01 et A-2026-02",
        ),
        Point(subject="M. Roux", cause_family=CauseFamily.STAFF, no_decision="Marc Olivier s’excuse"),
        Point(subject="Retiré", cause_family=CauseFamily.EQUIPMENT, taken_off="Réglé", decisions="A-2026-09"),
    ),
)  # fmt: skip
CALL = replace(
    WHOLE, reference="A-2026-01", what="Appeler l’élève la veille.", owner=SOPHIE, due=date(2026, 12, 15),
    finding="Mme Garnier a attendu", cause_family=CauseFamily.ORGANISATION,
    cause_text="L’absence d’un moniteur\nn’est pas signalée", origins=(
        Origin(kind=OriginKind.COMPLAINT, reference="R-2026-0014", words="Mme Garnier"),
    ),
)  # fmt: skip
SIGN = replace(DONE, reference="A-2026-02", what="Afficher les tarifs", owner=JULIEN, cause_family=None)


def proposed(*improvements: Improvement, meeting: Meeting | None = MEETING) -> InternalNote:
    begun = InternalNote(author=CLAIRE)
    return note_from(begun, meeting, improvements, lambda name: FUNCTIONS.get(name, ""))


def plain(note: InternalNote) -> str:
    return note.text.replace("\u00a0", " ")


def test_a_meeting_decides_the_numbers_in_its_points_but_for_those_taken_off() -> None:
    assert decided_in(MEETING) == ("A-2026-01", "A-2026-02")


def test_the_text_is_made_from_causes_and_decisions() -> None:
    note = proposed(CALL, SIGN)
    assert note.author == CLAIRE
    assert note.subject == "Ce qui change après la réunion qualité du 20/11/2026"
    assert plain(note) == (
        "La réunion qualité du 20/11/2026 a cherché les causes des retours reçus. Voici ce qui en sort.\n"
        "\n"
        "Ce que nous avons compris :\n"
        "- Organisation : « L’absence d’un moniteur n’est pas signalée »\n"
        "- Communication\n"
        "\n"
        "Ce qui change :\n"
        "- Appeler l’élève la veille (pour le 15/12/2026, suivi : gérante)\n"
        f"- Afficher les tarifs (en place depuis le {DONE.done_on:%d/%m/%Y})"
    )
    assert [one.reference for one in note.origins] == ["RQ-2026-02", "A-2026-01", "A-2026-02"]


def test_neither_a_client_nor_a_colleague_nor_what_was_said_comes_in() -> None:
    note = proposed(CALL, SIGN)
    told = f"{note.subject} {note.text} {' '.join(one.words for one in note.origins)}"
    for words in (
        "Garnier",
        "Roux",
        MARC,
        "Olivier",
        SOPHIE,
        JULIEN,
        "R-2026",
        "Personnel",
        "crié",
        "oublié",
        "raison",
    ):
        assert words not in told


def test_a_cause_that_points_at_staff_or_is_none_is_not_said() -> None:
    for family in (CauseFamily.STAFF, CauseFamily.NOT_APPLICABLE):
        note = proposed(replace(CALL, cause_family=family, cause_text="Un oubli de Marc"), meeting=None)
        assert "compris" not in note.text
        assert "Marc" not in note.text


def test_one_improvement_is_its_own_subject_and_what_was_given_up_is_left_out() -> None:
    given_up = replace(CALL, reference="A-2026-03", abandoned_on=date(2026, 11, 2), abandoned_reason="Trop cher")
    note = proposed(CALL, given_up, meeting=None)
    assert note.subject == "Appeler l’élève la veille."
    assert [one.reference for one in note.origins] == ["A-2026-01"]
    assert plain(note).startswith(
        "Voici ce qui a été décidé à partir des retours reçus.\n\nCe que nous avons compris :"
    )
    assert len(proposed(replace(CALL, what="Appeler " * 40), meeting=None).subject) <= 80


def test_without_a_day_or_a_function_less_is_said() -> None:
    bare = replace(CALL, owner=MARC, due=None, cause_text="", done_on=None)
    assert plain(proposed(bare, SIGN, meeting=None)).endswith(
        f"- Organisation\n\nCe qui change :\n- Appeler l’élève la veille\n- Afficher les tarifs "
        f"(en place depuis le {DONE.done_on:%d/%m/%Y})"
    )
    assert (
        proposed(CALL, SIGN, meeting=replace(MEETING, held_on=None)).subject == "Ce qui change dans notre organisation"
    )
    assert proposed(meeting=replace(MEETING, points=())).text.count("\n") == 0
