"""Forms made from declarations: the fields of a record's facts, and the rows of which it has several.

What a form asks for is declared in the domain; how it is arranged and worded is handed in. Nothing in here knows which
kind of record it is. A form takes three things: a dataclass of :func:`~pegase_desktop.domain.facts.fact` with a
function that judges it; a :class:`.record_form.RecordForm`, which holds what is typed about one; and its
:class:`.editors.FieldLines`, put line by line into a page, a dialog or a section. ``ensure_right`` says what is missing
or wrong, and ``record`` is what was typed.
"""
