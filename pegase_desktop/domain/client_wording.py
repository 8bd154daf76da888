"""« la cliente » or « le client » in sentences, once the title of the complainant is known.

Fixed labels keep « client »; the sentences of the screens pass through :func:`said_of_client`.
"""

from __future__ import annotations

import re

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.words import Title

# What a sentence about « le client » becomes about « la cliente »; the longer turns come first.
_FEMININE = (
    ("client n’a pas encore été joint", "cliente n’a pas encore été jointe"),
    ("client n’est pas encore informé", "cliente n’est pas encore informée"),
    ("client doit être tenu informé", "cliente doit être tenue informée"),
    ("client confirme-t-il", "cliente confirme-t-elle"),
    ("client est-il", "cliente est-elle"),
    ("Client joint", "Cliente jointe"),
    ("Rappelez-le", "Rappelez-la"),
    ("qu’il dit", "qu’elle dit"),
    ("qu’il a dit", "qu’elle a dit"),
    ("qu’il pense", "qu’elle pense"),
    ("Du client", "De la cliente"),
    ("du client", "de la cliente"),
    ("au client", "à la cliente"),
    ("le client", "la cliente"),
    ("Le client", "La cliente"),
)
_TURNS = tuple((re.compile(rf"\b{re.escape(turn)}\b"), feminine) for turn, feminine in _FEMININE)
_ARTICLE = re.compile(r"\b([Ll])e (?=cliente\b)")


def is_woman(complaint: Complaint) -> bool:
    """Whether the complainant is known to be addressed as « Mme »."""
    return complaint.complainant_title is Title.MRS and not complaint.anonymous


def said_of_client(sentence: str, complaint: Complaint) -> str:
    """*sentence*, written about « le client », about this complainant."""
    if not is_woman(complaint):
        return sentence
    for turn, feminine in _TURNS:
        sentence = turn.sub(feminine, sentence)
    return _ARTICLE.sub(r"\1a ", sentence)
