"""The commands that write a paper, each into a PDF."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from pegase_desktop.cli.console import say
from pegase_desktop.cli.registers import opened
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.weeks import Week
from pegase_desktop.storage.operations import utc_now
from pegase_desktop.storage.saved_file import save_whole


def _fiche(options: argparse.Namespace) -> int:
    from pegase_desktop.documents.fiche import blank_fiche_pdf, fiche_pdf, journal_words

    now = utc_now()
    if options.register is None:
        pdf = blank_fiche_pdf(Settings(), printed_at=now)
    else:
        with opened(options.register) as register:
            if options.blank:
                pdf = blank_fiche_pdf(register.school.settings, printed_at=now)
            else:
                complaint = register.cases.find(options.reference)
                anchor = register.journal.head()
                words = journal_words(anchor.count, anchor.digest)
                settings, led_to = register.school.settings, register.led_to(complaint)
                pdf = fiche_pdf(complaint, settings, printed_at=now, journal_head=words, led_to=led_to)
    save_whole(options.output, pdf)
    say(typeset(f"Fiche écrite dans « {options.output.name} »."))
    return 0


def _review(options: argparse.Namespace) -> int:
    from pegase_desktop.documents.review import review_pdf

    now = utc_now()
    week = options.week or Week.to_review(local(now).date())
    with opened(options.register) as register:
        found, pictures = register.reviewing.of(week, now), register.reviewing.bars(week)
        held = register.reviewing.held(week)
        settings = register.school.settings
    pdf = review_pdf(found, pictures, held, settings, printed_at=now, discreet=options.discreet)
    save_whole(options.output, pdf)
    say(typeset(f"Revue de la semaine {week.number}, {week.days}, écrite dans « {options.output.name} »."))
    return 0


def _minutes(options: argparse.Namespace) -> int:
    from pegase_desktop.documents.minutes import minutes_pdf

    with opened(options.register) as register:
        meeting = register.meetings.find(options.reference)
        decisions, settings = register.preparing.decisions(meeting), register.school.settings
    save_whole(options.output, minutes_pdf(meeting, decisions, settings, printed_at=utc_now()))
    say(typeset(f"Compte rendu {meeting.reference} écrit dans « {options.output.name} »."))
    return 0


def _note(options: argparse.Namespace) -> int:
    from pegase_desktop.documents.note import note_pdf

    with opened(options.register) as register:
        note = register.notes.find(options.reference)
        functions = {one.name: one.role for one in register.school.staff()}
        pdf = note_pdf(note, functions, register.school.settings, printed_at=utc_now())
    save_whole(options.output, pdf)
    say(typeset(f"Note {note.reference} écrite dans « {options.output.name} »."))
    return 0


def _risks(options: argparse.Namespace) -> int:
    from pegase_desktop.documents.risks import risks_pdf

    with opened(options.register) as register:
        risks, settings = tuple(register.risks.all()), register.school.settings
    save_whole(options.output, risks_pdf(risks, settings, printed_at=utc_now()))
    say(typeset(f"Analyse des risques écrite dans « {options.output.name} »."))
    return 0


PAPERS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "fiche": _fiche,
    "review": _review,
    "minutes": _minutes,
    "note": _note,
    "risks": _risks,
}
