"""What can be typed after ``pegase-desktop``, with its help and its mistakes told in French."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, NoReturn

from pegase_desktop.cli.console import say
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.weeks import Week

COMMANDS = (
    "demo",
    "import",
    "export",
    "fiche",
    "list",
    "check",
    "backup",
    "restore",
    "review",
    "minutes",
    "note",
    "risks",
)

_NAMES = ", ".join(COMMANDS)
_MOST_COMPLAINTS = 1_000_000
_CODES = typeset("Codes de retour : 0, tout va bien ; 1, refus ou problème trouvé ; 2, commande mal écrite.")

# « 214-9f3a61c2 », or « Journal : 1 214 entrées, 9f3a61c2 ».
_ANCHOR = re.compile(r"(?:\D*:\s*)?(\d{1,3}(?:\s\d{3})*|\d+)(?:\s*entrées?,?\s*|[\s-]+)([0-9a-f]{6,64})\.?")

# What argparse says, and how we say it.
_MISTAKES = (
    (r"the following arguments are required: (.+)", r"il manque : \1"),
    (r"unrecognized arguments: (.+)", r"inconnu : \1"),
    (r"argument .+?: invalid choice: '?(.+?)'? \(choose from .+\)", rf"« \1 » n'existe pas ; possibles : {_NAMES}"),
    (r"argument (.+?): expected .*argument.*", r"\1 attend une valeur"),
    (r"argument (.+?): ignored explicit argument .*", r"\1 n'attend pas de valeur"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 ne va pas avec \2"),
    (r"argument (.+?): (.+)", r"\1 : \2"),
)


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Emploi : " if prefix is None else prefix)


class FrenchParser(argparse.ArgumentParser):
    """argparse, speaking French."""

    def __init__(self, **told: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **told)
        # Groups of our own: argparse's would be headed in English.
        self.operands = self.add_argument_group("À donner\u00a0")
        self.options = self.add_argument_group("Options\u00a0")
        self.options.add_argument("-h", "--help", action="help", help="afficher cette aide")

    def error(self, message: str) -> NoReturn:
        for pattern, ours in _MISTAKES:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, ours, message)
                break
        say(f"{self.format_usage()}{typeset(f'Commande mal écrite : {message}.')}\n{typeset(_TRY_HELP)}", error=True)
        raise SystemExit(2)

    def print_help(self, file: IO[str] | None = None) -> None:  # type: ignore[override]
        say(self.format_help().rstrip())


_TRY_HELP = "L'option --help explique la commande."


def parse(arguments: Iterable[str]) -> argparse.Namespace:
    """What the person asks for; ``command`` is one of :data:`COMMANDS`.

    Raises:
        SystemExit: 2 after a mistake, 0 after the help.
    """
    parser = FrenchParser(
        prog="pegase-desktop",
        description="Registre des réclamations, sans fenêtre.",
        epilog=_CODES,
    )
    commands = parser.add_subparsers(
        title="Commandes\u00a0",
        dest="command",
        metavar="COMMANDE",
        required=True,
        parser_class=FrenchParser,
        prog="pegase-desktop",
    )
    adders = (_add_demo, _add_import, _add_export, _add_fiche, _add_list, _add_check)
    for add in (*adders, _add_backup, _add_restore, _add_review, _add_minutes, _add_note, _add_risks):
        add(commands)
    found = parser.parse_args(list(arguments))
    if found.command == "fiche":
        _check_fiche(commands.choices["fiche"], found)
    return found


def _add_demo(commands: Any) -> None:
    parser = _command(commands, "demo", "créer un registre de démonstration, entièrement fictif")
    _add_register(parser, "le registre à créer ; il ne doit pas encore exister")
    parser.options.add_argument(
        "--complaints", type=_number, default=38, metavar="N", help="nombre de réclamations (38 si rien n’est dit)"
    )
    parser.options.add_argument(
        "--seed", type=int, default=1, metavar="S", help="graine du hasard : la même donne le même registre"
    )


def _add_import(commands: Any) -> None:
    parser = _command(commands, "import", "ajouter au registre les cas d’un fichier JSON, tous ou aucun")
    _add_register(parser, "le registre ; il est créé s’il n’existe pas")
    parser.operands.add_argument("cases", type=named_file, metavar="CAS.json", help="le fichier à lire")


def _add_export(commands: Any) -> None:
    parser = _command(commands, "export", "écrire tout le registre dans un fichier JSON")
    _add_register(parser)
    parser.operands.add_argument("output", type=named_file, metavar="SORTIE.json", help="le fichier à écrire")


def _add_fiche(commands: Any) -> None:
    parser = _command(commands, "fiche", "écrire la fiche d’une réclamation, ou une fiche vierge, en PDF")
    _add_register(parser, "le registre (facultatif avec --blank)", nargs="?")
    parser.operands.add_argument("reference", nargs="?", metavar="NUMÉRO", help="par exemple R-2026-0001")
    parser.options.add_argument("--blank", action="store_true", help="une fiche vierge, à remplir à la main")
    _add_paper(parser)


def _add_list(commands: Any) -> None:
    parser = _command(commands, "list", "afficher les réclamations, les ouvertes d’abord")
    _add_register(parser)
    parser.options.add_argument("--search", default="", metavar="TEXTE", help="seulement celles où il se trouve")


def _add_check(commands: Any) -> None:
    parser = _command(commands, "check", "vérifier que rien n’a été abîmé, modifié ou perdu")
    _add_register(parser, "le registre, ou une copie ; le fichier n’est pas modifié")
    parser.options.add_argument(
        "--anchor",
        action="append",
        default=[],
        type=_anchor,
        metavar="REPÈRE",
        help="repère du journal imprimé au bas d’une fiche, par exemple « 214-9f3a61c2 »",
    )


def _add_backup(commands: Any) -> None:
    parser = _command(commands, "backup", "faire une sauvegarde vérifiée du registre")
    _add_register(parser)
    parser.operands.add_argument(
        "target",
        type=named_file,
        metavar="SAUVEGARDE",
        help="le fichier à faire ; ce qui le décrit est écrit à côté, dans SAUVEGARDE.json",
    )


def _add_restore(commands: Any) -> None:
    parser = _command(commands, "restore", "reprendre une sauvegarde à la place du registre, qui est gardé à côté")
    parser.operands.add_argument(
        "copy", type=named_file, metavar="SAUVEGARDE", help="la sauvegarde ; elle n’est pas modifiée"
    )
    _add_register(parser, "le registre à remplacer ; il peut ne pas exister")


def _add_review(commands: Any) -> None:
    parser = _command(commands, "review", "écrire la revue d’une semaine en PDF")
    _add_register(parser)
    parser.options.add_argument(
        "--week", type=_week, metavar="SEMAINE", help="par exemple 2026-W47 ; sinon celle à regarder aujourd’hui"
    )
    parser.options.add_argument(
        "--discreet", action="store_true", help="numéros et initiales, sans nom de client ni d’équipe"
    )
    _add_paper(parser)


def _add_minutes(commands: Any) -> None:
    parser = _command(commands, "minutes", "écrire le compte rendu d’une réunion qualité en PDF")
    _add_register(parser)
    parser.operands.add_argument("reference", metavar="NUMÉRO", help="par exemple RQ-2026-01")
    _add_paper(parser)


def _add_note(commands: Any) -> None:
    parser = _command(commands, "note", "écrire une note interne et son émargement en PDF")
    _add_register(parser)
    parser.operands.add_argument("reference", metavar="NUMÉRO", help="par exemple NI-2026-01")
    _add_paper(parser)


def _add_risks(commands: Any) -> None:
    parser = _command(commands, "risks", "écrire l’analyse des risques en PDF")
    _add_register(parser)
    _add_paper(parser)


def _add_paper(parser: FrenchParser) -> None:
    """Where a paper is written."""
    parser.options.add_argument(
        "-o", "--output", type=named_file, required=True, metavar="SORTIE.pdf", help="le fichier à écrire"
    )


def _command(commands: Any, name: str, summary: str) -> FrenchParser:
    parser: FrenchParser = commands.add_parser(
        name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", epilog=_CODES
    )
    return parser


def _add_register(parser: FrenchParser, words: str = "le registre", **told: Any) -> None:
    parser.operands.add_argument("register", type=named_file, metavar="REGISTRE", help=words, **told)


def _check_fiche(parser: FrenchParser, found: argparse.Namespace) -> None:
    if found.blank and found.reference:
        parser.error("--blank ne va pas avec un numéro")
    if not found.blank and not found.reference:
        parser.error("il manque : REGISTRE et NUMÉRO, ou --blank")


def named_file(typed: str) -> Path:
    """The file of that name; an empty one, as a script passes whose variable is unset, would mean this folder."""
    if not typed.strip():
        raise argparse.ArgumentTypeError("attendu : le nom d’un fichier")
    return Path(typed)


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed) <= _MOST_COMPLAINTS:
        raise argparse.ArgumentTypeError(f"attendu : un nombre entre 1 et {_MOST_COMPLAINTS}")
    return int(typed)


def _week(typed: str) -> Week:
    try:
        return Week.named(typed.strip().upper())
    except ValueError as problem:
        raise argparse.ArgumentTypeError("attendu : une semaine, par exemple 2026-W47") from problem


def _anchor(typed: str) -> tuple[int, str]:
    """Number of entries and code, as ``check`` says them or as a sheet prints them."""
    found = _ANCHOR.fullmatch(typed.strip())
    if found is None:
        raise argparse.ArgumentTypeError("attendu : le nombre d’entrées et le code, par exemple 214-9f3a61c2")
    return int("".join(found[1].split())), found[2]
