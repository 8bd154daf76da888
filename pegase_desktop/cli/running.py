"""The commands themselves."""

from __future__ import annotations

import argparse
import base64
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from pegase_desktop.cli.arguments import parse
from pegase_desktop.cli.console import OutputLost, Progress, say, speak_utf8, table, with_output_flushed
from pegase_desktop.cli.papers import PAPERS
from pegase_desktop.cli.registers import opened
from pegase_desktop.domain import french
from pegase_desktop.domain.copy_words import held
from pegase_desktop.domain.duty_words import duty_words
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.portable import PortableRegister
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.views import Line, View
from pegase_desktop.fault_log import described, keep
from pegase_desktop.interchange.open_file import read_open_file
from pegase_desktop.interchange.open_file_writing import write_open_file
from pegase_desktop.places import places_of_this_user
from pegase_desktop.storage.check_file import check_file
from pegase_desktop.storage.copies.holding import holding_of
from pegase_desktop.storage.copies.making import Making, check_target, copy_register
from pegase_desktop.storage.copies.restoring import figures_at, prepared
from pegase_desktop.storage.copies.shelf import altered
from pegase_desktop.storage.ledger import Head
from pegase_desktop.storage.operations import utc_now
from pegase_desktop.storage.saved_file import saving_whole
from pegase_desktop.storage.unfinished import gone_if_it_fails

_HEADINGS = ("N°", "Reçue le", "Réclamant", "Objet", "Service", "Étape", "Échéance", "Responsable")
_WIDEST = (12, 18, 30, 48, 20, 16, 48, 22)


def run_command(argv: Sequence[str]) -> int:
    """Do what *argv* asks for; see :func:`pegase_desktop.cli.run`."""
    speak_utf8()
    return with_output_flushed(lambda: _run(argv))


def _run(argv: Sequence[str]) -> int:
    try:
        options = parse(argv)
        return _COMMANDS[options.command](options)
    except SystemExit as end:  # argparse has said why
        return int(end.code or 0)
    except UserError as refusal:
        say(str(refusal), error=True)
    except KeyboardInterrupt:
        say(typeset("Interrompu : rien n'est enregistré à moitié."), error=True)
    except OutputLost:
        raise
    except Exception as fault:  # noqa: BLE001  the last resort: a person must not read a traceback
        keep(places_of_this_user().log, described(type(fault), fault, fault.__traceback__))
        say(typeset(_UNEXPECTED), error=True)
    return 1


_UNEXPECTED = (
    "Le programme a rencontré un problème qu'il ne connaît pas ; rien n'est enregistré à moitié. "
    "Un rapport sans nom de personne est gardé dans « problemes.log »."
)


def _demo(options: argparse.Namespace) -> int:
    from pegase_desktop.demo.making import make_demo

    if options.register.exists():
        raise UserError(
            f"« {options.register.name} » existe déjà. Donnez un autre nom : une démonstration n'est jamais mêlée "
            "à un registre."
        )
    with Progress("Démonstration") as progress:
        make_demo(options.register, options.complaints, options.seed, now=utc_now(), on_case=progress)
    made = french.count(options.complaints, "réclamation")
    say(typeset(f"Registre de démonstration : {made}. Les personnes et les faits sont inventés."))
    return 0


def _import(options: argparse.Namespace) -> int:
    file = _with_logo_prepared(read_open_file(options.cases, utc_now()))
    with (
        opened(options.register, create=True) as register,
        gone_if_it_fails(register),
        Progress("Importation") as progress,
    ):
        register.take_in(file, by="", on_case=progress)
    taken = french.count(file.count, "cas importé", "cas importés")
    say(typeset(f"{taken}{_with_others(file)} dans « {options.register.name} »."))
    return 0


def _with_logo_prepared(file: PortableRegister) -> PortableRegister:
    """Its logo brought to what papers draw, as in the settings."""
    logo = file.settings.get("logo")
    if not logo:
        return file
    from pegase_desktop.documents.logo import prepared_logo

    prepared = base64.b64encode(prepared_logo(base64.b64decode(logo))).decode("ascii")
    return replace(file, settings={**file.settings, "logo": prepared})


def _export(options: argparse.Namespace) -> int:
    with (
        opened(options.register) as register,
        Progress("Exportation") as progress,
        saving_whole(options.output) as file,
    ):
        told = register.portable()
        write_open_file(file, told, progress)
    written = french.count(told.count, "cas exporté", "cas exportés")
    say(typeset(f"{written}{_with_others(told)} dans « {options.output.name} »."))
    return 0


def _with_others(told: PortableRegister) -> str:
    """« , avec 3 améliorations, »: what goes along with the cases."""
    counts = (french.count(one.count, one.kind.name, one.kind.several) for one in told.others if one.count)
    others = " et ".join(counts)
    return f", avec {others}," if others else ""


def _list(options: argparse.Namespace) -> int:
    now = utc_now()
    with opened(options.register) as register:
        spine = register.table.spine(View(now=now, search=options.search))
        rows = register.table.lines(spine.ids)
        lines = [_line(rows[number], now) for number in spine.ids]
    for line in table(_HEADINGS, lines, _WIDEST):
        say(line)
    if not lines:
        say(typeset("Aucune réclamation ne correspond." if options.search else "Aucune réclamation."), error=True)
    if spine.is_cut:
        say(typeset("Il y en a d'autres : précisez la recherche."), error=True)
    return 0


def _line(line: Line, now: datetime) -> tuple[str, ...]:
    duty = duty_words(line.duty, now) if line.duty else None
    due = ", ".join(filter(None, (duty.first, duty.second))) if duty else ""
    received = french.moment(line.received_at)
    return (line.reference, received, line.complainant, line.subject, line.service, line.stage_label, due, line.owner)


def _check(options: argparse.Namespace) -> int:
    anchors = [Head(count, digest) for count, digest in options.anchor]
    with Progress("Vérification") as progress:
        found = check_file(options.register, anchors=anchors, on_complaint=progress)
    faults = (*filter(None, [altered(options.register)]), *found.faults)
    for told in (*faults, *found.notices):
        say(typeset(told))
    if faults:
        count = french.count(len(faults), "problème")
        say(
            typeset(f"{count}. Gardez ce fichier, et comparez-le à une sauvegarde plus ancienne."),
            error=True,
        )
        return 1
    entries = french.count(found.head.count, "entrée")
    journal = f"{entries} au journal" + (f" dont {found.erased} au contenu effacé" if found.erased else "")
    count = french.count(found.complaints, "réclamation") + (f" jusqu’à {found.newest}" if found.newest else "")
    say(typeset(f"Tout est en ordre : {count}, {journal}, repère {found.head}."))
    return 0


def _backup(options: argparse.Namespace) -> int:
    with opened(options.register) as register, Progress("Sauvegarde") as progress:
        target = options.target.absolute()
        check_target(target, holding_of(register.store.database).register)
        making = Making(utc_now(), whole=True, on_share=lambda share: progress(share, 1000))
        made = copy_register(register.path, target, making)
    words = held(made.holding.figures)
    say(typeset(f"Sauvegarde faite, relue et vérifiée dans « {options.target.name} » : {words}."))
    return 0


def _restore(options: argparse.Namespace) -> int:
    path = options.register.absolute()
    replaced = figures_at(path)
    with (
        Progress("Reprise") as progress,
        prepared(options.copy.absolute(), path, on_share=lambda share: progress(share, 1000)) as found,
    ):
        kept = found.take_over(
            path,
            utc_now(),
            replaced,
            lambda custody, holding, was: custody.tell_restored(holding.copy, holding.figures, was, by=""),
        )
    say(typeset(f"Sauvegarde reprise dans « {path.name} » : {held(found.holding.figures)}."))
    if kept:
        was = f" ({held(replaced)})" if replaced else ""
        say(typeset(f"Ce qui s’y trouvait{was} est gardé à côté, sous le nom « {kept.name} »."))
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "import": _import,
    "export": _export,
    "list": _list,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    **PAPERS,
}
