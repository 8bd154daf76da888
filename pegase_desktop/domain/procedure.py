"""The procedure: four chapters, nine steps of the protocol, four phases of the process, thirteen pages.

Said once, here. Which pages a case goes through, and what is asked on each, is its path (see :mod:`.paths`).
Source: the school's protocol (Qualiopi, criterion 7, indicator 31) and its process of treatment.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Self


class _Numbered(IntEnum):
    label: str

    def __new__(cls, number: int, label: str) -> Self:
        member = int.__new__(cls, number)
        member._value_ = number
        member.label = label
        return member


class Step(_Numbered):
    """The nine steps of the protocol."""

    TAKEN_UP = 1, "Prise en compte"
    IDENTIFICATION = 2, "Identification"
    RESTATEMENT = 3, "Reformulation et contact"
    PROPOSAL = 4, "Proposition d’action"
    DEADLINES = 5, "Fixation d’échéances"
    ACTION = 6, "Action concrète"
    FOLLOW_UP = 7, "Information du suivi"
    CONCLUSION = 8, "Conclusion et propositions"
    FEEDBACK = 9, "Collecte de feedback"


class Phase(_Numbered):
    """The four phases of the process."""

    INTAKE = 1, "Prise en charge"
    TREATMENT = 2, "Traitement"
    ANSWER = 3, "Réponse"
    INTERNAL = 4, "Communication en interne"


class Chapter(_Numbered):
    """The four chapters of the wizard."""

    IDENTIFICATION = 1, "Identification"
    RESTATEMENT = 2, "Reformulation"
    PLAN = 3, "Plan d’action"
    CLOSURE = 4, "Clôture"


class Page(StrEnum):
    """The thirteen pages of the wizard, in order, with the sentence that opens each."""

    label: str
    sentence: str
    step: Step | None
    chapter: Chapter
    phase: Phase

    # The defaults serve the look-up by code alone: Page("reception").
    def __new__(
        cls,
        code: str,
        label: str = "",
        sentence: str = "",
        step: Step | None = None,
        chapter: Chapter = Chapter.IDENTIFICATION,
        phase: Phase = Phase.INTAKE,
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.sentence = sentence
        member.step = step
        member.chapter = chapter
        member.phase = phase
        return member

    RECEPTION = (
        "reception",
        "Réception",
        "Écoutez le client, puis écrivez ce qu’il dit avec ses propres mots.",
        Step.TAKEN_UP,
        Chapter.IDENTIFICATION,
        Phase.INTAKE,
    )
    COMPLAINANT = (
        "complainant",
        "Réclamant",
        "Notez qui réclame et comment le joindre ; l’élève concerné peut être une autre personne.",
        Step.IDENTIFICATION,
        Chapter.IDENTIFICATION,
        Phase.INTAKE,
    )
    SUBJECT = (
        "subject",
        "Service et objet",
        "Dites en quelques mots de quoi il s’agit et qui suivra le dossier.",
        Step.IDENTIFICATION,
        Chapter.IDENTIFICATION,
        Phase.INTAKE,
    )
    ACKNOWLEDGEMENT = (
        "acknowledgement",
        "Accusé de réception",
        "Le client reçoit un accusé écrit, que la réclamation soit fondée ou non.",
        Step.IDENTIFICATION,
        Chapter.IDENTIFICATION,
        Phase.INTAKE,
    )
    RESTATEMENT = (
        "restatement",
        "Reformulation et contact",
        "Redites la réclamation avec vos mots, puis vérifiez avec le client que vous l’avez bien comprise.",
        Step.RESTATEMENT,
        Chapter.RESTATEMENT,
        Phase.INTAKE,
    )
    ASSESSMENT = (
        "assessment",
        "Évaluation",
        "Trois critères donnent la priorité ; les cas semblables disent si le problème revient.",
        Step.RESTATEMENT,
        Chapter.RESTATEMENT,
        Phase.TREATMENT,
    )
    CAUSES = (
        "causes",
        "Action immédiate et causes",
        "Faites tout de suite ce qui aide à comprendre, puis dites d’où vient le problème.",
        Step.PROPOSAL,
        Chapter.PLAN,
        Phase.TREATMENT,
    )
    PLAN = (
        "plan",
        "Plan et échéances",
        "Chaque action a un responsable et une échéance réaliste.",
        Step.DEADLINES,
        Chapter.PLAN,
        Phase.TREATMENT,
    )
    RESPONSE = (
        "response",
        "Réponse au client",
        "Favorable ou non, la réponse explique ses raisons pour que le client les comprenne.",
        Step.ACTION,
        Chapter.PLAN,
        Phase.ANSWER,
    )
    FOLLOW_UP = (
        "follow_up",
        "Suivi du client",
        "Chaque contact avec le client est noté ici, du premier jour à la clôture.",
        Step.FOLLOW_UP,
        Chapter.CLOSURE,
        Phase.ANSWER,
    )
    CONCLUSION = (
        "conclusion",
        "Conclusion",
        "Concluez avec le client et, si cela lui convient, proposez une suite.",
        Step.CONCLUSION,
        Chapter.CLOSURE,
        Phase.ANSWER,
    )
    FEEDBACK = (
        "feedback",
        "Satisfaction",
        "Demandez au client ce qu’il pense du traitement de sa réclamation.",
        Step.FEEDBACK,
        Chapter.CLOSURE,
        Phase.ANSWER,
    )
    LESSONS = (
        "lessons",
        "Enseignements",
        "Ce que l’école apprend de ce dossier, et ce qu’elle change pour que cela ne revienne pas.",
        None,
        Chapter.CLOSURE,
        Phase.INTERNAL,
    )
