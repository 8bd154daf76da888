"""How the table of risks is set on paper: A4 landscape, the gravest first, the rule and the matrix beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable

from pegase_desktop.documents.cells import Cell, Listing, Look, Row
from pegase_desktop.documents.picture import SIZE, PictureOnPaper
from pegase_desktop.documents.sheet import LANDSCAPE, MARGIN, Furniture, pdf
from pegase_desktop.documents.text import SOFT_INK, paragraph, printed, style
from pegase_desktop.documents.titled_head import TitledHead
from pegase_desktop.documents.typefaces import Face
from pegase_desktop.domain import french
from pegase_desktop.domain.risk import CRITICALITY_RULE, Risk
from pegase_desktop.domain.risk_rules import by_criticality, next_review, reviewed_on
from pegase_desktop.domain.risk_words import level_words, matrix, moved_words
from pegase_desktop.domain.school import Settings

_TITLE = "Analyse des risques"
_SUBJECT = "Risques sur la qualité des formations délivrées (Qualiopi, indicateur 32)"
_NOTHING = "Aucun risque n’est inscrit au registre."
_WIDTH = LANDSCAPE[0] - 2 * MARGIN
_SMALL = 7.8
_LEAST = Look(least=8 * mm)
_HEAD = Look(least=6 * mm, is_head=True)
_COLUMNS = (
    ("N°", 23), ("Risque, causes", 52), ("Conséquence, pour qui", 42), ("Criticité", 26), ("Mesure en place", 38),
    ("Mesures décidées", 33), ("Responsable", 24), ("Revu, à revoir, état", 33),
)  # fmt: skip
_SHARE = _WIDTH / sum(width for _, width in _COLUMNS)
_MATRIX = (150 * mm, 44 * mm)


def set_on_paper(risks: Sequence[Risk], settings: Settings, printed_at: datetime) -> bytes:
    """The table as PDF."""
    furniture = Furniture(
        title=_TITLE,
        author=settings.school.name,
        subject=_SUBJECT,
        running_left=_TITLE,
        running_right=printed(french.moment(printed_at)),
        foot_left=printed(f"Imprimé le {french.moment(printed_at)}"),
        foot_right=settings.school.name,
        made_at=printed_at,
        size=LANDSCAPE,
    )
    head = TitledHead(settings, _TITLE, printed(_SUBJECT), french.moment(printed_at), free=130 * mm)
    return pdf([head, Spacer(0, 3 * mm), *_body(risks)], furniture)


def _body(risks: Sequence[Risk]) -> Iterator[Flowable]:
    if not risks:
        yield paragraph(printed(_NOTHING), style(Face.SEMI_BOLD, 10))
        return
    head = Row([_cell(width, label, Face.SEMI_BOLD) for label, width in _COLUMNS], _HEAD)
    yield Listing(head, [_row(one) for one in by_criticality(risks)])
    yield Spacer(0, 3 * mm)
    yield paragraph(printed(CRITICALITY_RULE), style(color=SOFT_INK))
    yield Spacer(0, 3 * mm)
    yield PictureOnPaper(matrix(risks, *_MATRIX, line=SIZE * 1.25))


def _row(risk: Risk) -> Row:
    causes = ", ".join(filter(None, (risk.cause_family.label if risk.cause_family else "", risk.cause_text)))
    level = [level_words(risk.severity, risk.probability), moved_words(risk), _factors(risk)]
    measures = [" : ".join(filter(None, (one.reference, one.words))) for one in risk.measures]
    cases = [french.count(len(risk.cases), "dossier")] if risk.cases else []
    due = [f"Pour le {french.day(risk.due)}"] if risk.due else []
    cells = (
        [risk.reference, *cases], [risk.what, causes], [risk.consequence], level, [risk.in_force],
        [*measures, *due], [risk.owner], _dates(risk),
    )  # fmt: skip
    said = (_lines(words, index) for index, words in enumerate(cells))
    return Row([Cell(width * _SHARE, "", one) for one, (_, width) in zip(said, _COLUMNS, strict=True)], _LEAST)


def _factors(risk: Risk) -> str:
    parts = (risk.severity.value if risk.severity else "", risk.probability.value if risk.probability else "")
    return f"gravité {parts[0]} × probabilité {parts[1]}" if all(parts) else ""


def _dates(risk: Risk) -> list[str]:
    last, following = reviewed_on(risk), next_review(risk)
    state = risk.state.label if risk.state else ""
    reason = f"{state} : {risk.closed_reason}" if risk.closed_reason else state
    seen = [f"Revu le {french.day(last)}"] if last else []
    again = [f"À revoir le {french.day(following)}"] if following and risk.is_open else []
    return [*seen, *again, reason]


def _lines(words: Sequence[str], column: int) -> tuple[Flowable, ...]:
    face = Face.SEMI_BOLD if column in (0, 1, 3) else Face.REGULAR
    kept = [one for one in words if one]
    return tuple(paragraph(one, style(face if not place else Face.REGULAR, _SMALL)) for place, one in enumerate(kept))


def _cell(width: float, words: str, face: Face) -> Cell:
    return Cell(width * _SHARE, "", (paragraph(printed(words), style(face, _SMALL)),))
