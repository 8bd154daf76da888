"""The path of each nature through the register, declared.

A complaint goes the whole way of the protocol. A difficulty that somebody expressed is acknowledged and answered like
one; a difficulty that the team noticed, or an incident, has nobody to acknowledge or answer. Wizard, panel, table,
duties and fiche read all of it here, so that no nature has to pretend to be another.

Source: the référentiel in force since 1 November 2026: indicator 31 names difficulties, complaints and incidents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pegase_desktop.domain.case_path import CasePath, Stop
from pegase_desktop.domain.complaint import Complaint, facts_on
from pegase_desktop.domain.facts import Fact, Need, always, fact_named
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import Kind


def path_of(complaint: Complaint) -> CasePath:
    """The path that a case goes."""
    return path_for(complaint.kind, complaint.was_expressed)


def path_for(kind: Kind | None, was_expressed: bool | None = None) -> CasePath:
    """The path of a nature.

    A difficulty of which nobody said so was expressed by whoever is named in it; both have the same chapters.
    """
    match kind:
        case Kind.INCIDENT:
            return INCIDENT_PATH
        case Kind.DIFFICULTY:
            return NOTICED_PATH if was_expressed is False else DIFFICULTY_PATH
        case Kind.COMPLAINT | None:
            return COMPLAINT_PATH


# The declarations


def _worded(*facts: Fact) -> Mapping[str, Fact]:
    return MappingProxyType({one.name: one for one in facts})


def _as(name: str, **words: Any) -> Fact:
    """The fact of a complaint in other words."""
    return replace(fact_named(Complaint, name), **words)


def _stop(page: Page, *facts: str, label: str = "", sentence: str = "") -> Stop:
    """A page with the facts named, or with those that a complaint has on it."""
    names = facts or tuple(one.name for one in facts_on(page))
    return Stop(page, label or page.label, sentence or page.sentence, names)


def _without(page: Page, *names: str) -> tuple[str, ...]:
    return tuple(one.name for one in facts_on(page) if one.name not in names)


COMPLAINT_PATH = CasePath(
    nature=Kind.COMPLAINT,
    named="Réclamation",
    new="Nouvelle réclamation",
    sheet="Fiche de réclamation client",
    stops=tuple(_stop(page) for page in Page),
    to_close=(
        "ack_sent_at", "cause_family", "decision", "response_sent_at", "reasons", "feedback_asked_at",
    ),
    has_protocol_steps=True,
    worded={},
)  # fmt: skip

_EXPRESSED_BY = "Personne qui l’exprime"

_NOTED_WHEN = "Il manque la date et l’heure. Par exemple : 17/11/2026 à 18:40."
# What either difficulty says of its end
_ENDED = (
    _as("resolution", need=Need.EXPECTED),
    _as("reasons", label="Ce qui a été fait, et pourquoi", hint="Résolue ou non, dites pourquoi", when=always,
        missing="Il manque les raisons. Dites ce qui a été fait, ou pourquoi la difficulté demeure."),
)  # fmt: skip

_EXPRESSED_WORDS = _worded(
    _as("received_at", missing=_NOTED_WHEN),
    _as("channel", missing="Il manque le canal. Dites comment la difficulté est arrivée."),
    _as("verbatim", label="Difficulté, avec les mots de la personne", hint="Ce que la personne dit, mot pour mot",
        missing="Il manque les mots de la personne. Écrivez ce qu’elle a dit, même en une phrase."),
    _as("remedy_sought", label="Solution souhaitée"),
    _as("in_writing", label="La difficulté est-elle écrite ?",
        missing="Dites si la difficulté est écrite. Sinon, elle peut être imprimée et signée."),
    _as("written_on", label="Date de l’écrit", help=""),
    _as("anonymous", label="La personne souhaite rester anonyme"),
    _as("complainant_name", missing="Il manque le nom de la personne. Écrivez-le, ou cochez « anonyme »."),
    _as("complainant_quality", missing="Il manque la qualité de la personne. Par exemple : élève."),
    *_ENDED,
)  # fmt: skip

DIFFICULTY_PATH = CasePath(
    nature=Kind.DIFFICULTY,
    named="Difficulté exprimée par une personne",
    new="Nouvelle difficulté",
    sheet="Fiche de difficulté",
    stops=(
        _stop(Page.RECEPTION, "kind", "was_expressed", *_without(Page.RECEPTION, "kind")),
        _stop(Page.COMPLAINANT, label=_EXPRESSED_BY, sentence="Notez qui l’exprime et comment la joindre."),
        _stop(Page.SUBJECT),
        _stop(Page.ACKNOWLEDGEMENT, sentence="La personne reçoit un accusé écrit."),
        _stop(Page.ASSESSMENT),
        _stop(Page.CAUSES),
        _stop(Page.PLAN),
        _stop(
            Page.RESPONSE, "response_not_applicable", "resolution", "reasons", "response_sent_at", "response_medium",
            "response_by",
            label="Réponse", sentence="Résolue ou non, dites à la personne ce qui a été fait, et pourquoi.",
        ),
        _stop(Page.FOLLOW_UP, label="Suivi"),
        _stop(Page.FEEDBACK, sentence="Demandez à la personne ce qu’elle pense de la suite donnée."),
        _stop(Page.LESSONS),
    ),
    to_close=("ack_sent_at", "cause_family", "resolution", "reasons", "response_sent_at", "feedback_asked_at"),
    has_protocol_steps=True,
    worded=_EXPRESSED_WORDS,
)  # fmt: skip

NOTICED_PATH = CasePath(
    nature=Kind.DIFFICULTY,
    named="Difficulté constatée par l’équipe",
    new="Nouvelle difficulté",
    sheet="Fiche de difficulté",
    stops=(
        _stop(
            Page.RECEPTION, "kind", "was_expressed", "verbatim", "people_affected", "received_at", "received_by",
            "facts_date", "attachments",
            label="Difficulté constatée", sentence="Écrivez ce que l’équipe a constaté, et qui cela gêne.",
        ),
        _stop(Page.SUBJECT),
        _stop(Page.ASSESSMENT),
        _stop(Page.CAUSES),
        _stop(Page.PLAN, "actions", sentence=Page.PLAN.sentence),
        _stop(
            Page.RESPONSE, "resolution", "reasons",
            label="Issue", sentence="Résolue ou non, dites ce qui a été fait, et pourquoi.",
        ),
        _stop(Page.LESSONS),
    ),
    to_close=("people_affected", "cause_family", "resolution", "reasons"),
    has_protocol_steps=False,
    worded=_worded(
        _as("received_at", label="Constatée le",
            missing=_NOTED_WHEN),
        _as("received_by", label="Constatée par"),
        _as("verbatim", label="Ce qui a été constaté", hint="Les faits, sans juger personne",
            missing="Il manque ce qui a été constaté. Écrivez-le en une ou deux phrases."),
        _as("people_affected", need=Need.EXPECTED),
        *_ENDED,
    ),
)  # fmt: skip

INCIDENT_PATH = CasePath(
    nature=Kind.INCIDENT,
    named="Aléa",
    new="Nouvel aléa",
    sheet="Fiche d’aléa",
    stops=(
        _stop(
            Page.RECEPTION, "kind", "verbatim", "people_affected", "immediate_action", "people_told", "received_at",
            "received_by", "attachments",
            label="Ce qui s’est passé",
            sentence="Écrivez les faits, qui ils touchent et ce qui a été fait tout de suite.",
        ),
        _stop(Page.SUBJECT, label="Service et suivi"),
        _stop(Page.CAUSES, "cause_family", "cause_text", label="Causes", sentence="Dites d’où vient l’aléa."),
        _stop(
            Page.PLAN, "actions",
            label="Action", sentence="Dites ce qui évite que cela se reproduise, ou en réduit l’effet.",
        ),
        _stop(Page.LESSONS),
    ),
    to_close=("people_affected", "immediate_action", "people_told", "cause_family", "cause_text", "actions", "lesson"),
    has_protocol_steps=False,
    worded=_worded(
        _as("received_at", label="Survenu le",
            missing="Il manque la date et l’heure de l’aléa. Par exemple : 17/11/2026 à 18:40."),
        _as("received_by", label="Noté par"),
        _as("verbatim", label="Ce qui s’est passé", hint="Les faits, dans l’ordre, sans juger personne",
            missing="Il manque ce qui s’est passé. Écrivez-le en une ou deux phrases."),
        _as("people_affected", need=Need.EXPECTED),
        _as("immediate_action", label="Ce qui a été fait tout de suite", lines=2,
            missing="Il manque ce qui a été fait tout de suite. Une phrase suffit."),
        _as("people_told", need=Need.EXPECTED),
        _as("subject", missing="Il manque l’objet. Donnez un titre court, par exemple : panne du véhicule 3."),
        _as("cause_text", missing="Il manque la cause en quelques mots."),
        _as("actions", missing="Aucune action n’est notée. Notez ce qui est fait pour que cela ne se reproduise pas."),
        _as("lesson", missing="Il manque l’enseignement. Que faut-il retenir de cet aléa ?"),
    ),
)  # fmt: skip

PATHS = (COMPLAINT_PATH, DIFFICULTY_PATH, NOTICED_PATH, INCIDENT_PATH)
