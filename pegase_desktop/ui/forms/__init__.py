"""Forms made from declarations: the fields of a record's facts, and the rows of which it has several.

What a form asks for is declared in the domain; how it is arranged and worded is handed in. Nothing in here knows which
kind of record it is.
"""
