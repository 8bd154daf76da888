"""Letters composed from a case: what is locked, what is filled in, and what a letter that left makes true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from pegase_desktop.documents.templates import default_template, template_of
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.letter_templates import FIELDS, LooseBrace, Template, UnknownField, fill
from pegase_desktop.domain.letters import (
    Letter,
    LetterLocked,
    compose,
    left_at,
    letter_on,
    letters_for,
    next_letter,
    sent_facts,
)
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Action, Redress, SentLetter
from pegase_desktop.domain.school import Mediator, School, Settings
from pegase_desktop.domain.words import (
    CauseFamily,
    ClientAgrees,
    Decision,
    Direction,
    Kind,
    LetterKind,
    Medium,
    Quality,
    RedressKind,
    Resolution,
    Title,
)
from tests.domain.samples import closable, office, registrable, with_facts

MEDIATOR = Mediator("Médiation Exemple", "1 rue du Vallon\n42000 Exempleville", "www.mediation.exemple")
SETTINGS = Settings(mediator=MEDIATOR)
NOW = office(20, 11, 18)


def written(kind: LetterKind, complaint: Complaint, settings: Settings = SETTINGS) -> Letter:
    template = template_of(kind, settings)
    return compose(kind, template, complaint, settings, now=NOW, signer="Claire Martin", signer_role="Accueil")


def filled(text: str, complaint: Complaint, settings: Settings = SETTINGS) -> str:
    return fill(Template.parse(f"Objet\n\n{text}"), complaint, settings, NOW)[1]


def answered(decision: Decision, **facts: object) -> Complaint:
    return closable(decision=decision, **facts)


# What the law locks


@pytest.mark.parametrize("decision", [Decision.PARTIAL, Decision.UNFAVOURABLE])
def test_a_refusal_names_the_mediator_and_cannot_lose_it_by_another_template(decision: Decision) -> None:
    kind = LetterKind.answering(decision)
    own = replace(SETTINGS, templates={kind: "Non\n\nNon."})
    for settings in (SETTINGS, own):
        notice = written(kind, answered(decision), settings).notice
        assert "gratuitement" in notice
        assert notice.endswith("Médiation Exemple\n1 rue du Vallon\n42000\u00a0Exempleville\nwww.mediation.exemple")


@pytest.mark.parametrize(
    ("facts", "is_named"),
    [
        ({}, True),  # nothing known: it is kept
        ({"complainant_quality": Quality.STUDENT}, True),
        ({"complainant_quality": Quality.LEGAL_REPRESENTATIVE}, True),
        ({"complainant_quality": Quality.OTHER}, True),
        ({"complainant_quality": Quality.COMPANY, "complainant_title": Title.MRS}, False),
        ({"complainant_quality": Quality.FUNDER}, False),
        ({"complainant_quality": Quality.FUNDER, "complainant_title": Title.MR}, True),
        (
            {
                "complainant_quality": Quality.FUNDER,
                "complainant_title": Title.MR,
                "complainant_function": "Conseiller OPCO",
            },
            False,
        ),
    ],
)
@pytest.mark.parametrize("kind", [LetterKind.UNFAVOURABLE, LetterKind.CLOSING])
def test_the_mediator_is_for_consumers(kind: LetterKind, facts: dict[str, Any], is_named: bool) -> None:
    """A company is neither sent there, nor kept from its answer while there is no mediator."""
    case = answered(Decision.UNFAVOURABLE, **facts)
    assert bool(written(kind, case).notice) is is_named
    if is_named:
        with pytest.raises(LetterLocked):
            written(kind, case, Settings())
    else:
        assert written(kind, case, Settings()).notice == ""


def test_a_mediator_without_postal_address_is_named_by_name_and_site() -> None:
    settings = replace(SETTINGS, mediator=replace(MEDIATOR, address=""))
    notice = written(LetterKind.UNFAVOURABLE, answered(Decision.UNFAVOURABLE), settings).notice
    assert notice.endswith("\nMédiation Exemple\nwww.mediation.exemple")


@pytest.mark.parametrize("lacking", ["name", "website"])
def test_a_refusal_without_the_whole_mediator_says_where_to_enter_it(lacking: str) -> None:
    settings = replace(SETTINGS, mediator=replace(MEDIATOR, **{lacking: ""}))
    with pytest.raises(LetterLocked, match="Réglages, Médiateur") as refusal:
        written(LetterKind.UNFAVOURABLE, answered(Decision.UNFAVOURABLE), settings)
    assert refusal.value.where == "mediator"


@pytest.mark.parametrize("decision", Decision)
def test_no_answer_leaves_without_its_reasons(decision: Decision) -> None:
    with pytest.raises(LetterLocked, match="Il manque les raisons") as refusal:
        written(LetterKind.answering(decision), answered(decision, reasons=""))
    assert refusal.value.where == "reasons"


def test_a_favourable_answer_needs_no_mediator() -> None:
    assert written(LetterKind.FAVOURABLE, answered(Decision.FAVOURABLE), Settings()).notice == ""


@pytest.mark.parametrize(
    ("decision", "agrees", "named"),
    [
        (Decision.FAVOURABLE, None, False),
        (Decision.FAVOURABLE, ClientAgrees.YES, False),
        (Decision.FAVOURABLE, ClientAgrees.NO, True),
        (Decision.PARTIAL, ClientAgrees.YES, False),
        (Decision.PARTIAL, ClientAgrees.NO_WORD, True),
        (Decision.UNFAVOURABLE, None, True),
    ],
)
def test_a_complaint_that_ends_without_agreement_is_closed_with_the_mediator(
    decision: Decision, agrees: ClientAgrees | None, named: bool
) -> None:
    complaint = answered(decision, client_agrees=agrees)
    notice = written(LetterKind.CLOSING, complaint).notice
    assert (MEDIATOR.website in notice) is named
    assert ("Si cette issue ne vous satisfait pas" in notice) is named
    if named:
        with pytest.raises(LetterLocked, match="Réglages, Médiateur"):
            written(LetterKind.CLOSING, complaint, Settings())
    else:
        assert written(LetterKind.CLOSING, complaint, Settings()).notice == ""


def test_a_waiting_letter_needs_its_date() -> None:
    with pytest.raises(LetterLocked, match="date butoir") as refusal:
        written(LetterKind.WAITING, closable())
    assert refusal.value.where == "commitment_date"


def test_a_waiting_letter_promises_no_day_that_has_passed() -> None:
    today = date(2026, 11, 20)
    assert written(LetterKind.WAITING, closable(commitment_date=today)).kind is LetterKind.WAITING
    with pytest.raises(LetterLocked, match="déjà passée"):
        written(LetterKind.WAITING, closable(commitment_date=date(2026, 11, 19)))


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (office(22, 11), "au plus tard le 22 novembre 2026"),
        (office(20, 11, 17), "dans les meilleurs délais"),
        (None, "dans les meilleurs délais"),
    ],
)
def test_a_deadline_that_has_passed_is_promised_to_nobody(due: datetime | None, said: str) -> None:
    complaint = registrable(response_due_at=due)
    assert filled("{echeance_reponse}", complaint).replace("\u00a0", " ") == said
    assert said in filled("{avancement}", complaint).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("in_writing", "written_on", "said"),
    [
        (True, date(2026, 2, 5), "du 5 février 2026, soit jusqu’au 5 février 2027"),
        (True, date(2028, 2, 29), "du 29 février 2028, soit jusqu’au 28 février 2029"),
        (True, None, "à compter de votre réclamation écrite :"),
        (False, None, "à compter de la réclamation écrite que vous nous adresserez au préalable"),
        (None, None, "à compter de la réclamation écrite que vous nous adresserez au préalable"),
    ],
)
def test_the_year_is_counted_from_the_written_complaint(
    in_writing: bool | None, written_on: date | None, said: str
) -> None:
    complaint = answered(Decision.UNFAVOURABLE, in_writing=in_writing, written_on=written_on)
    assert said in written(LetterKind.UNFAVOURABLE, complaint).notice.replace("\u00a0", " ")


# What is filled in


@pytest.mark.parametrize(
    ("title", "anonymous", "said"),
    [
        (Title.MRS, None, "Madame,"),
        (Title.MR, None, "Monsieur,"),
        (None, None, "Madame, Monsieur,"),
        (Title.MR, True, "Madame, Monsieur,"),
    ],
)
def test_the_letter_addresses_the_person_by_their_title(title: Title | None, anonymous: bool | None, said: str) -> None:
    letter = written(LetterKind.UPDATE, registrable(complainant_title=title, anonymous=anonymous))
    assert letter.salutation == said
    assert f"agréer, {said} nos salutations" in letter.body


def test_what_is_typed_in_a_fact_is_never_read_as_a_field() -> None:
    complaint = registrable(subject="{reference} {inconnu} {", remedy_sought="{motifs}")
    assert filled("{objet} / {solution_souhaitee}", complaint) == "{reference} {inconnu} { / {motifs}"


def test_what_is_no_letter_is_said_at_its_part() -> None:
    assert Template("Objet", "Bonjour {reclamant},").faults() == {}
    assert list(Template().faults()) == ["subject", "body"]
    faults = Template("Dossier {chat}", "Bonjour {reclamant").faults()
    assert "chat" in faults["subject"]
    assert list(faults) == ["subject", "body"]


def test_a_template_with_an_unknown_field_is_refused_by_its_name() -> None:
    with pytest.raises(UnknownField, match=r"« \{prenom\} »".replace(" ", "\u00a0")) as refusal:
        Template.parse("Objet\n\nBonjour {prenom}")
    assert refusal.value.name == "prenom"
    with pytest.raises(UnknownField):
        template_of(LetterKind.UPDATE, Settings(templates={LetterKind.UPDATE: "{x}\n\nBonjour"}))
    with pytest.raises(UnknownField):
        fill(Template("Objet", "{reference.__class__}"), registrable(), SETTINGS, NOW)


@pytest.mark.parametrize(
    ("text", "near"), [("Bonjour {objet", "{objet"), ("objet} !", "}"), ("}{", "}"), ("{{reference}}", "{")]
)
def test_half_a_field_is_refused_before_it_leaves_as_it_was_typed(text: str, near: str) -> None:
    with pytest.raises(LooseBrace) as refusal:
        Template.parse(f"Objet\n\n{text}")
    assert f"près de «\u00a0{near}" in str(refusal.value)


@pytest.mark.parametrize("text", ["{}", "a { b } c", "{ reference }", "{\n}"])
def test_braces_round_no_field_are_refused(text: str) -> None:
    with pytest.raises(UnknownField):
        Template.parse(f"Objet\n\n{text}")


@pytest.mark.parametrize("between", ["\n\n", "\n \n", "\n\t\n\n"])
def test_a_paragraph_whose_fields_are_all_empty_disappears(between: str) -> None:
    body = between.join(("Un.", "Élève : {eleve}.", "Deux.", "{reference} {eleve}"))
    assert filled(body, registrable()) == "Un.\n\nDeux."


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_a_text_for_an_empty_case_and_a_full_one(name: str) -> None:
    for complaint in (Complaint(), registrable(), closable()):
        assert isinstance(FIELDS[name].value(complaint, SETTINGS, NOW), str)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_default_text_names_known_fields_and_reads_back_as_it_is(kind: LetterKind) -> None:
    template = default_template(kind)
    assert Template.parse(template.text) == template
    assert "{reference}" in template.subject
    assert template.body.endswith("{politesse}")
    assert not {" !", "cordialement", " tu ", " ton "} & set(template.body)


def test_things_given_are_said_a_line_each() -> None:
    given = (
        Redress(kind=RedressKind.APOLOGY, text="Excuses écrites"),
        Redress(kind=RedressKind.EXTRA_SERVICE, amount=5500, text="Une leçon offerte"),
        Redress(kind=RedressKind.REFUND, amount=6000),
        Redress(kind=RedressKind.NONE),
    )
    assert filled("{dedommagement}", registrable(redress=given)).replace("\u00a0", " ").split("\n") == [
        "– Excuses écrites",
        "– Une leçon offerte (prestation complémentaire, 55 €)",
        "– Remboursement de 60 €",
    ]


@pytest.mark.parametrize(
    ("kind", "said"),
    [(Kind.COMPLAINT, "réclamation"), (Kind.DIFFICULTY, "signalement"), (Kind.INCIDENT, "signalement")],
)
def test_only_a_complaint_is_called_one(kind: Kind, said: str) -> None:
    assert filled("{nature}", registrable(kind=kind)) == said


def test_the_student_is_named_when_somebody_else_complains() -> None:
    mother = registrable(student="Ibrahim Diakité", complainant_quality=Quality.LEGAL_REPRESENTATIVE)
    assert filled("{eleve}", mother) == "Ibrahim Diakité"
    assert filled("{eleve}", replace(mother, complainant_quality=Quality.STUDENT)) == ""


def test_nobody_in_charge_yet_is_the_team() -> None:
    assert filled("{responsable}", registrable()) == "notre équipe"
    assert filled("{responsable}", registrable(owner="Claire Martin")) == "Claire Martin"


def test_progress_is_said_from_what_is_recorded() -> None:
    steps = [
        registrable(),
        registrable(restatement="Deux leçons."),
        registrable(restatement="Deux leçons.", cause_family=CauseFamily.ORGANISATION),
        closable(actions=(Action(what="Réserver", who="Marc Olivier", due=date(2026, 11, 30)),)),
        closable(actions=closable().actions[:1]),
    ]
    said = [filled("{avancement}", step) for step in steps]
    assert len(set(said)) == len(said)
    assert "Réserver" not in said[3]  # the plan is the school's own business
    assert said[4].endswith("ce qu’elle annonce est fait.")


@pytest.mark.parametrize("actions", [(), closable().actions])
def test_what_is_not_known_to_be_done_is_not_said_to_be(actions: tuple[Action, ...]) -> None:
    said = filled("{avancement}", closable(actions=actions)).replace("\u00a0", " ")
    assert said == "Notre réponse vous a été adressée le 3 novembre 2026."


@pytest.mark.parametrize(("day", "announced"), [(19, False), (20, False), (21, True)])
def test_the_next_information_is_announced_for_a_day_to_come(day: int, announced: bool) -> None:
    letter = written(LetterKind.UPDATE, registrable(next_update_on=date(2026, 11, day)))
    assert ("Nous reviendrons vers vous le" in letter.body) is announced


def test_a_school_without_a_telephone_is_reached_at_its_office() -> None:
    letter = written(LetterKind.UPDATE, registrable(), replace(SETTINGS, school=School(phones="")))
    assert "reste à votre disposition au bureau." in letter.body


def test_without_an_object_a_letter_quotes_the_first_words_of_the_client() -> None:
    told = "Mon moniteur a annulé trois leçons de suite sans me prévenir et personne ne répond au téléphone."
    quoted = filled("« {objet} »", registrable(subject="", verbatim=f"{told}\nDepuis mars."))
    assert quoted == "«\u00a0Mon moniteur a annulé trois leçons de suite sans me prévenir et personne ne…\u00a0»"


def test_the_place_and_day_are_the_schools_and_todays() -> None:
    letter = written(LetterKind.UPDATE, registrable())
    assert letter.place_and_day.replace("\u00a0", " ") == "Vence, le 20 novembre 2026"
    nowhere = written(LetterKind.UPDATE, registrable(), replace(SETTINGS, school=School(city="")))
    assert nowhere.place_and_day.startswith("Le 20")


# Which letters are offered


def test_letters_follow_the_process() -> None:
    start = registrable(in_writing=False)
    assert letters_for(start) == (LetterKind.RECORD, LetterKind.ACKNOWLEDGEMENT, LetterKind.UPDATE)
    assert next_letter(start) is LetterKind.ACKNOWLEDGEMENT
    waiting = replace(start, ack_sent_at=office(2, 11, 15), commitment_date=date(2026, 11, 20))
    assert next_letter(waiting) is LetterKind.WAITING
    told = replace(waiting, commitment_told_at=office(3, 11))
    assert next_letter(told) is LetterKind.UPDATE
    decided = replace(told, decision=Decision.PARTIAL)
    assert next_letter(decided) is LetterKind.PARTIAL
    gone = replace(decided, response_sent_at=office(4, 11))
    assert next_letter(gone) is LetterKind.CLOSING
    assert next_letter(replace(gone, feedback_asked_at=office(5, 11))) is LetterKind.UPDATE


def test_each_letter_is_on_the_page_of_the_process_that_it_belongs_to() -> None:
    start = registrable(in_writing=False)
    assert {page: kind for page in Page if (kind := letter_on(page, start))} == {
        Page.RECEPTION: LetterKind.RECORD,
        Page.ACKNOWLEDGEMENT: LetterKind.ACKNOWLEDGEMENT,
        Page.FOLLOW_UP: LetterKind.UPDATE,
    }
    later = closable(commitment_date=date(2026, 11, 20), decision=Decision.UNFAVOURABLE, in_writing=True)
    assert {page: kind for page in Page if (kind := letter_on(page, later))} == {
        Page.ACKNOWLEDGEMENT: LetterKind.ACKNOWLEDGEMENT,
        Page.PLAN: LetterKind.WAITING,
        Page.RESPONSE: LetterKind.UNFAVOURABLE,
        Page.FOLLOW_UP: LetterKind.UPDATE,
        Page.CONCLUSION: LetterKind.CLOSING,
        Page.FEEDBACK: LetterKind.CLOSING,
    }


@pytest.mark.parametrize(
    ("resolution", "said"),
    [
        (Resolution.RESOLVED, "Elle est aujourd’hui résolue."),
        (Resolution.PARTLY, "Elle est aujourd’hui résolue en partie."),
        (Resolution.UNRESOLVED, "Nous n’avons pas pu la résoudre à ce jour."),
    ],
)
def test_a_difficulty_is_answered_by_how_it_ends(resolution: Resolution, said: str) -> None:
    case = closable(kind=Kind.DIFFICULTY, decision=None, resolution=resolution)
    assert letter_on(Page.RESPONSE, case) is LetterKind.RESOLUTION
    letter = written(LetterKind.RESOLUTION, case)
    assert said in letter.body
    assert case.reasons in letter.body.replace("\u00a0", " ")
    assert "signalement" in letter.subject
    assert letter.notice == ""  # the mediator is for who claims something
    after = sent_facts(replace(case, response_sent_at=None), sent(LetterKind.RESOLUTION, sent_at=NOW))
    assert after.response_sent_at == NOW


def test_a_difficulty_is_promised_no_restatement() -> None:
    complaint, difficulty = registrable(), registrable(kind=Kind.DIFFICULTY)
    assert (
        "bien compris, puis nous vous donnerons une réponse motivée"
        in written(LetterKind.ACKNOWLEDGEMENT, complaint).body
    )
    body = written(LetterKind.ACKNOWLEDGEMENT, difficulty).body
    assert "bien compris" not in body
    assert "Nous vous donnerons une réponse motivée" in body


def test_a_difficulty_has_no_answer_before_it_is_said_how_it_ends() -> None:
    undecided = closable(kind=Kind.DIFFICULTY, resolution=None)
    assert letter_on(Page.RESPONSE, undecided) is None
    assert filled("Avant.\n\n{issue}\n\nAprès.", undecided) == "Avant.\n\nAprès."


def test_nobody_can_be_written_to_who_left_no_address() -> None:
    unknown = registrable(anonymous=True, complainant_name="")
    assert letters_for(unknown) == ()
    assert next_letter(unknown) is None
    assert letters_for(replace(unknown, email="a@exemple.fr"))


def test_an_ended_case_sends_no_letters() -> None:
    assert letters_for(closable(closed_at=office(6, 11))) == ()


# What a letter that left makes true


def sent(kind: LetterKind, **facts: object) -> SentLetter:
    told = SentLetter(
        kind=kind, sent_at=office(4, 11, 9), medium=Medium.EMAIL, by="Claire Martin", subject="Objet",
        text="Texte", name="Lettre.pdf", sha256="0" * 64,
    )  # fmt: skip
    return with_facts(told, facts)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (LetterKind.ACKNOWLEDGEMENT, ("ack_sent_at", "ack_medium", "ack_by", "ack_text")),
        (LetterKind.WAITING, ("commitment_told_at",)),
        (LetterKind.FAVOURABLE, ("response_sent_at", "response_medium", "response_by")),
        (LetterKind.PARTIAL, ("response_sent_at", "response_medium", "response_by")),
        (LetterKind.UNFAVOURABLE, ("response_sent_at", "response_medium", "response_by")),
        (LetterKind.CLOSING, ("feedback_asked_at",)),
        (LetterKind.RECORD, ()),
        (LetterKind.UPDATE, ()),
    ],
)
def test_a_letter_that_left_is_kept_with_its_exchange_and_its_facts(kind: LetterKind, facts: tuple[str, ...]) -> None:
    before = registrable(commitment_date=date(2026, 11, 20))
    after = sent_facts(before, sent(kind))
    [letter], [exchange] = after.letters, after.exchanges
    assert exchange.letter is not None
    assert letter == replace(sent(kind), id=exchange.letter, settles=bool(facts) or None)
    assert (exchange.direction, exchange.medium, exchange.by) == (Direction.OUTGOING, Medium.EMAIL, "Claire Martin")
    assert all(getattr(after, name) for name in facts)
    others = {"letters", "exchanges", *facts}
    assert replace(after, **{name: getattr(before, name) for name in others}) == before


def test_what_was_noted_before_anything_left_gives_way_to_what_left() -> None:
    before = registrable(ack_medium=Medium.LETTER, ack_by="Marc Olivier", ack_text="Brouillon")
    after = sent_facts(before, sent(LetterKind.ACKNOWLEDGEMENT))
    assert (after.ack_medium, after.ack_by, after.ack_text) == (Medium.EMAIL, "Claire Martin", "Texte")


def test_a_second_letter_of_a_kind_leaves_the_first_facts_alone() -> None:
    first = sent_facts(registrable(), sent(LetterKind.ACKNOWLEDGEMENT))
    second = sent_facts(first, sent(LetterKind.ACKNOWLEDGEMENT, sent_at=office(9, 11), by="Marc Olivier", text="Autre"))
    assert (second.ack_sent_at, second.ack_by, second.ack_text) == (first.ack_sent_at, first.ack_by, first.ack_text)
    assert [one.settles for one in second.letters] == [True, None]
    assert [one.letter for one in second.exchanges] == [one.id for one in second.letters] == [-1, -2]


def test_a_letter_left_when_the_case_says_that_it_did() -> None:
    case = sent_facts(registrable(), sent(LetterKind.ACKNOWLEDGEMENT))
    put_right = replace(case, ack_sent_at=office(4, 11, 9))
    assert left_at(put_right, put_right.letters[0]) == office(4, 11, 9)
    again = sent_facts(put_right, sent(LetterKind.ACKNOWLEDGEMENT))
    assert left_at(again, again.letters[1]) == again.letters[1].sent_at
