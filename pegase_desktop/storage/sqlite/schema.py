"""The schema of the register file, as a list of frozen migrations.

A migration is never edited once released: it is written in SQL, not from today's declarations, so that a file of any
former version comes to the same schema as a new one. What is derived by rules (columns for sorting, duties, the search)
is not brought over: it is derived anew when the register is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peewee import SqliteDatabase

    from pegase_desktop.storage.sqlite.migrations import Migration

_TABLES = (
    """
    CREATE TABLE identity (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        register TEXT NOT NULL,
        copy TEXT NOT NULL,
        rules INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE terms (
        id INTEGER PRIMARY KEY,
        since TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE complaint (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        reference TEXT NOT NULL UNIQUE,
        year INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0),
        registered_at TEXT NOT NULL,
        registered_by TEXT NOT NULL,
        terms_id INTEGER NOT NULL REFERENCES terms (id),
        kind TEXT,
        received_at TEXT,
        channel TEXT,
        received_by TEXT NOT NULL DEFAULT '',
        verbatim TEXT NOT NULL DEFAULT '',
        remedy_sought TEXT NOT NULL DEFAULT '',
        facts_date TEXT,
        in_writing INTEGER CHECK (in_writing IN (0, 1)),
        written_on TEXT,
        anonymous INTEGER CHECK (anonymous IN (0, 1)),
        complainant_title TEXT,
        complainant_name TEXT NOT NULL DEFAULT '',
        complainant_quality TEXT,
        complainant_function TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        email TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT '',
        preferred_medium TEXT,
        student TEXT NOT NULL DEFAULT '',
        training TEXT NOT NULL DEFAULT '',
        self_introduced INTEGER CHECK (self_introduced IN (0, 1)),
        subject TEXT NOT NULL DEFAULT '',
        service TEXT NOT NULL DEFAULT '',
        category TEXT NOT NULL DEFAULT '',
        staff_concerned TEXT NOT NULL DEFAULT '[]',
        owner TEXT NOT NULL DEFAULT '',
        ack_sent_at TEXT,
        ack_medium TEXT,
        ack_by TEXT NOT NULL DEFAULT '',
        ack_text TEXT NOT NULL DEFAULT '',
        restatement TEXT NOT NULL DEFAULT '',
        restatement_agreed TEXT,
        next_call_at TEXT,
        severity TEXT,
        complexity TEXT,
        impact TEXT,
        immediate_action_needed INTEGER CHECK (immediate_action_needed IN (0, 1)),
        recurrence TEXT,
        immediate_action TEXT NOT NULL DEFAULT '',
        immediate_action_on TEXT,
        immediate_action_by TEXT NOT NULL DEFAULT '',
        cause_family TEXT,
        cause_text TEXT NOT NULL DEFAULT '',
        commitment_date TEXT,
        commitment_reason TEXT NOT NULL DEFAULT '',
        commitment_told_at TEXT,
        decision TEXT,
        reasons TEXT NOT NULL DEFAULT '',
        response_sent_at TEXT,
        response_medium TEXT,
        response_by TEXT NOT NULL DEFAULT '',
        next_update_on TEXT,
        outcome TEXT NOT NULL DEFAULT '',
        client_agrees TEXT,
        proposals TEXT NOT NULL DEFAULT '',
        feedback_asked_at TEXT,
        feedback_received_at TEXT,
        feedback_q1 INTEGER CHECK (feedback_q1 BETWEEN 1 AND 5),
        feedback_q2 INTEGER CHECK (feedback_q2 BETWEEN 1 AND 5),
        feedback_q3 INTEGER CHECK (feedback_q3 BETWEEN 1 AND 5),
        feedback_text TEXT NOT NULL DEFAULT '',
        feedback_not_obtained_reason TEXT NOT NULL DEFAULT '',
        lesson TEXT NOT NULL DEFAULT '',
        to_meeting INTEGER CHECK (to_meeting IN (0, 1)),
        corrective_action TEXT NOT NULL DEFAULT '',
        meeting_on TEXT,
        team_informed_on TEXT,
        ack_not_applicable TEXT NOT NULL DEFAULT '',
        call_not_applicable TEXT NOT NULL DEFAULT '',
        response_not_applicable TEXT NOT NULL DEFAULT '',
        feedback_not_applicable TEXT NOT NULL DEFAULT '',
        hour_unknown TEXT NOT NULL DEFAULT '[]',
        origin_file TEXT NOT NULL DEFAULT '',
        origin_sheet TEXT NOT NULL DEFAULT '',
        origin_row INTEGER,
        origin_number TEXT NOT NULL DEFAULT '',
        origin_words TEXT NOT NULL DEFAULT '',
        -- Derived from the facts by the domain, in the same transaction, for sorting and filtering
        ack_due_at TEXT,
        response_due_at TEXT,
        is_ended INTEGER NOT NULL CHECK (is_ended IN (0, 1)),
        ended_at TEXT,
        complainant TEXT NOT NULL,
        title TEXT NOT NULL,
        complainant_key TEXT NOT NULL,
        student_key TEXT NOT NULL,
        title_key TEXT NOT NULL,
        service_key TEXT NOT NULL,
        channel_key TEXT NOT NULL,
        owner_key TEXT NOT NULL,
        priority_rank INTEGER NOT NULL,
        stage_rank INTEGER NOT NULL,
        duty_kind TEXT,
        duty_due_at TEXT NOT NULL,
        duty_day_only INTEGER NOT NULL,
        UNIQUE (year, number)
    ) STRICT
    """,
    """
    CREATE TABLE complaint_calls (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES complaint (id),
        at TEXT,
        by TEXT NOT NULL DEFAULT '',
        result TEXT,
        note TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE complaint_links (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES complaint (id),
        reference TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE complaint_actions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES complaint (id),
        what TEXT NOT NULL DEFAULT '',
        who TEXT NOT NULL DEFAULT '',
        due TEXT,
        done_on TEXT,
        abandoned_reason TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE complaint_redress (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES complaint (id),
        kind TEXT,
        amount INTEGER,
        text TEXT NOT NULL DEFAULT '',
        done_on TEXT,
        abandoned_reason TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE complaint_exchanges (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES complaint (id),
        at TEXT,
        medium TEXT,
        direction TEXT,
        by TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        letter INTEGER REFERENCES complaint_letters (id)
    ) STRICT
    """,
    """
    CREATE TABLE complaint_announced (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES complaint (id),
        day TEXT,
        reason TEXT NOT NULL DEFAULT '',
        told_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE complaint_endings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES complaint (id),
        kind TEXT,
        at TEXT,
        by TEXT NOT NULL DEFAULT '',
        reason TEXT,
        note TEXT NOT NULL DEFAULT '',
        duplicate_of TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE attachments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_kind TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        size INTEGER NOT NULL DEFAULT 0,
        sha256 TEXT NOT NULL DEFAULT '',
        added_at TEXT,
        added_by TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE complaint_letters (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES complaint (id),
        kind TEXT,
        sent_at TEXT,
        medium TEXT,
        by TEXT NOT NULL DEFAULT '',
        subject TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        name TEXT NOT NULL DEFAULT '',
        size INTEGER NOT NULL DEFAULT 0,
        sha256 TEXT NOT NULL DEFAULT '',
        settles INTEGER CHECK (settles IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE duty (
        record_kind TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        due_at TEXT NOT NULL,
        day_only INTEGER NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE concerned (
        complaint_id INTEGER NOT NULL REFERENCES complaint (id),
        name TEXT NOT NULL,
        PRIMARY KEY (complaint_id, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE content (
        sha256 TEXT PRIMARY KEY,
        bytes BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE draft (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_kind TEXT NOT NULL,
        record_id INTEGER,
        act TEXT NOT NULL,
        page TEXT NOT NULL,
        typed TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        saved_by TEXT NOT NULL,
        UNIQUE (record_kind, record_id, saved_by)
    ) STRICT
    """,
    """
    CREATE TABLE draft_attachment (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        draft_id INTEGER NOT NULL REFERENCES draft (id),
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL REFERENCES content (sha256),
        added_at TEXT NOT NULL,
        added_by TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE letter_text (
        record_kind TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (record_kind, record_id, kind)
    ) STRICT
    """,
    """
    CREATE TABLE staff (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL,
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        since TEXT,
        left_on TEXT
    ) STRICT
    """,
    """
    CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE typed_setting (
        place TEXT PRIMARY KEY,
        texts TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE journal (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        desk TEXT NOT NULL,
        act TEXT UNIQUE,
        verb TEXT NOT NULL,
        record_kind TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        payload TEXT,
        salt BLOB,
        digest BLOB NOT NULL,
        hash BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE complaint_search USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE INDEX complaint_complainant ON complaint (is_ended, complainant_key, id)
    """,
    """
    CREATE INDEX complaint_title ON complaint (is_ended, title_key, id)
    """,
    """
    CREATE INDEX complaint_service ON complaint (is_ended, service_key, id)
    """,
    """
    CREATE INDEX complaint_channel ON complaint (is_ended, channel_key, id)
    """,
    """
    CREATE INDEX complaint_owner ON complaint (is_ended, owner_key, id)
    """,
    """
    CREATE INDEX complaint_priority ON complaint (is_ended, priority_rank, id)
    """,
    """
    CREATE INDEX complaint_stage ON complaint (is_ended, stage_rank, id)
    """,
    """
    CREATE INDEX complaint_stage_end ON complaint (is_ended, stage_rank, ended_at, id)
    """,
    """
    CREATE INDEX complaint_due ON complaint (is_ended, duty_due_at, id)
    """,
    """
    CREATE INDEX complaint_ended ON complaint (is_ended, ended_at, id)
    """,
    """
    CREATE INDEX complaint_received ON complaint (is_ended, received_at, id)
    """,
    """
    CREATE INDEX complaint_reference ON complaint (is_ended, year, number, id)
    """,
    """
    CREATE INDEX complaint_student ON complaint (student_key)
    """,
    """
    CREATE INDEX complaint_calls_record ON complaint_calls (record_id)
    """,
    """
    CREATE INDEX complaint_links_record ON complaint_links (record_id)
    """,
    """
    CREATE INDEX complaint_actions_record ON complaint_actions (record_id)
    """,
    """
    CREATE INDEX complaint_redress_record ON complaint_redress (record_id)
    """,
    """
    CREATE INDEX complaint_exchanges_record ON complaint_exchanges (record_id)
    """,
    """
    CREATE INDEX attachments_record ON attachments (record_kind, record_id)
    """,
    """
    CREATE INDEX complaint_letters_record ON complaint_letters (record_id)
    """,
    """
    CREATE INDEX duty_record ON duty (record_kind, record_id)
    """,
    """
    CREATE INDEX complaint_links_reference ON complaint_links (reference)
    """,
    """
    CREATE INDEX concerned_name ON concerned (name)
    """,
    """
    CREATE INDEX complaint_announced_record ON complaint_announced (record_id)
    """,
    """
    CREATE INDEX complaint_endings_record ON complaint_endings (record_id)
    """,
    """
    CREATE INDEX complaint_endings_duplicate ON complaint_endings (duplicate_of)
    """,
    """
    CREATE INDEX complaint_exchanges_letter ON complaint_exchanges (letter)
    """,
    """
    CREATE INDEX journal_record ON journal (record_kind, record_id)
    """,
    """
    CREATE TRIGGER complaint_is_never_deleted BEFORE DELETE ON complaint
    BEGIN SELECT RAISE(ABORT, 'a complaint is never deleted'); END
    """,
    """
    CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
    WHEN NOT (NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.number = OLD.number AND NEW.at = OLD.at
        AND NEW.actor = OLD.actor AND NEW.desk = OLD.desk AND NEW.act IS OLD.act AND NEW.verb = OLD.verb
        AND NEW.record_kind = OLD.record_kind AND NEW.record_id = OLD.record_id AND NEW.digest = OLD.digest
        AND NEW.hash = OLD.hash)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
)


def _nothing(database: SqliteDatabase) -> None:
    """Version 1 was the format of before: a new file passes through it empty."""


def _records(database: SqliteDatabase) -> None:
    """Everything is told of by record; a register of version 1 is brought over."""
    from pegase_desktop.storage.sqlite.first_format import FirstFormat

    former = FirstFormat.in_file(database)
    if former:
        former.set_aside()
    for statement in _TABLES:
        if not (former and former.keeps(statement)):
            database.execute_sql(statement)
    if former:
        former.bring_over()


_IMPROVEMENTS = (
    """
    CREATE TABLE improvement (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        reference TEXT NOT NULL UNIQUE,
        year INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0),
        registered_at TEXT NOT NULL,
        registered_by TEXT NOT NULL,
        what TEXT NOT NULL DEFAULT '',
        kind TEXT,
        decided_on TEXT,
        owner TEXT NOT NULL DEFAULT '',
        due TEXT,
        finding TEXT NOT NULL DEFAULT '',
        cause_family TEXT,
        cause_text TEXT NOT NULL DEFAULT '',
        criterion TEXT NOT NULL DEFAULT '',
        done_on TEXT,
        proof TEXT NOT NULL DEFAULT '',
        check_on TEXT,
        checker TEXT NOT NULL DEFAULT '',
        no_check_reason TEXT NOT NULL DEFAULT '',
        checked_on TEXT,
        effect TEXT,
        effect_text TEXT NOT NULL DEFAULT '',
        follow_up TEXT NOT NULL DEFAULT '',
        abandoned_on TEXT,
        abandoned_reason TEXT NOT NULL DEFAULT '',
        -- Derived from the facts by the domain, in the same transaction
        title TEXT NOT NULL,
        UNIQUE (year, number)
    ) STRICT
    """,
    """
    CREATE TABLE improvement_origins (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES improvement (id),
        kind TEXT,
        reference TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE improvement_search USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE INDEX improvement_origins_record ON improvement_origins (record_id)
    """,
    """
    CREATE INDEX improvement_origins_reference ON improvement_origins (reference)
    """,
    """
    CREATE TRIGGER improvement_is_never_deleted BEFORE DELETE ON improvement
    BEGIN SELECT RAISE(ABORT, 'an improvement is never deleted'); END
    """,
)


def _improvements(database: SqliteDatabase) -> None:
    """Room for improvements."""
    for statement in _IMPROVEMENTS:
        database.execute_sql(statement)


#: That of which no entry of the journal tells, and the end of the journal itself; see :mod:`.seals`.
SEALED = {
    "journal": "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1",
    "draft": "SELECT * FROM draft ORDER BY id",
    "draft_attachment": "SELECT * FROM draft_attachment ORDER BY id",
    "letter_text": "SELECT * FROM letter_text ORDER BY record_kind, record_id, kind",
    "typed_setting": "SELECT * FROM typed_setting ORDER BY place",
    "terms": "SELECT id, since FROM terms ORDER BY id",
    "identity": "SELECT register FROM identity",
}

_NATURES = (
    "ALTER TABLE complaint ADD COLUMN was_expressed INTEGER CHECK (was_expressed IN (0, 1))",
    "ALTER TABLE complaint ADD COLUMN people_affected TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE complaint ADD COLUMN people_told TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE complaint ADD COLUMN resolution TEXT",
    "ALTER TABLE complaint ADD COLUMN mediation_on TEXT",
    "ALTER TABLE complaint ADD COLUMN mediation_outcome TEXT NOT NULL DEFAULT ''",
)


def _natures(database: SqliteDatabase) -> None:
    """What difficulties and incidents tell in their own words, and the recourse to the mediator."""
    for statement in _NATURES:
        database.execute_sql(statement)


_WEEKLY_REVIEWS = (
    """
    CREATE TABLE weekly_review (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        reference TEXT NOT NULL UNIQUE,
        year INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0),
        registered_at TEXT NOT NULL,
        registered_by TEXT NOT NULL,
        week TEXT NOT NULL DEFAULT '',
        held_on TEXT,
        owner TEXT NOT NULL DEFAULT '',
        attended TEXT NOT NULL DEFAULT '[]',
        guests TEXT NOT NULL DEFAULT '',
        nothing_to_report INTEGER CHECK (nothing_to_report IN (0, 1)),
        surveys_read INTEGER,
        complaints_found INTEGER,
        note TEXT NOT NULL DEFAULT '',
        -- Derived from the facts by the domain, in the same transaction
        title TEXT NOT NULL,
        UNIQUE (year, number)
    ) STRICT
    """,
    """
    CREATE TABLE weekly_review_remarks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES weekly_review (id),
        reference TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE weekly_review_search USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE INDEX weekly_review_remarks_record ON weekly_review_remarks (record_id)
    """,
    """
    CREATE INDEX weekly_review_week ON weekly_review (week)
    """,
    """
    CREATE TRIGGER weekly_review_is_never_deleted BEFORE DELETE ON weekly_review
    BEGIN SELECT RAISE(ABORT, 'a weekly review is never deleted'); END
    """,
)


def _weekly_reviews(database: SqliteDatabase) -> None:
    """Room for the weekly reviews that were held."""
    for statement in _WEEKLY_REVIEWS:
        database.execute_sql(statement)


_MEETINGS = (
    """
    CREATE TABLE meeting (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        reference TEXT NOT NULL UNIQUE,
        year INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0),
        registered_at TEXT NOT NULL,
        registered_by TEXT NOT NULL,
        held_on TEXT,
        starts TEXT NOT NULL DEFAULT '',
        ends TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        owner TEXT NOT NULL DEFAULT '',
        secretary TEXT NOT NULL DEFAULT '',
        present TEXT NOT NULL DEFAULT '[]',
        excused TEXT NOT NULL DEFAULT '[]',
        absent TEXT NOT NULL DEFAULT '[]',
        guests TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        next_on TEXT,
        signed_off_on TEXT,
        signed_off_by TEXT NOT NULL DEFAULT '',
        -- Derived from the facts by the domain, in the same transaction
        title TEXT NOT NULL,
        UNIQUE (year, number)
    ) STRICT
    """,
    """
    CREATE TABLE meeting_points (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES meeting (id),
        subject TEXT NOT NULL DEFAULT '',
        reason TEXT,
        why_here TEXT NOT NULL DEFAULT '',
        cases TEXT NOT NULL DEFAULT '',
        pattern TEXT,
        why_1 TEXT NOT NULL DEFAULT '',
        why_2 TEXT NOT NULL DEFAULT '',
        why_3 TEXT NOT NULL DEFAULT '',
        why_4 TEXT NOT NULL DEFAULT '',
        why_5 TEXT NOT NULL DEFAULT '',
        cause_family TEXT,
        said TEXT NOT NULL DEFAULT '',
        decisions TEXT NOT NULL DEFAULT '',
        no_decision TEXT NOT NULL DEFAULT '',
        taken_off TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE INDEX meeting_points_record ON meeting_points (record_id)
    """,
    """
    CREATE TABLE meeting_addenda (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES meeting (id),
        added_on TEXT,
        by TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE INDEX meeting_addenda_record ON meeting_addenda (record_id)
    """,
    """
    CREATE VIRTUAL TABLE meeting_search USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER meeting_is_never_deleted BEFORE DELETE ON meeting
    BEGIN SELECT RAISE(ABORT, 'a meeting is never deleted'); END
    """,
)


_NOTES = (
    """
    CREATE TABLE internal_note (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        reference TEXT NOT NULL UNIQUE,
        year INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0),
        registered_at TEXT NOT NULL,
        registered_by TEXT NOT NULL,
        kind TEXT,
        written_on TEXT,
        author TEXT NOT NULL DEFAULT '',
        function TEXT NOT NULL DEFAULT '',
        subject TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        addressees TEXT NOT NULL DEFAULT '[]',
        issued_on TEXT,
        owner TEXT NOT NULL DEFAULT '',
        ended_on TEXT,
        ended_reason TEXT NOT NULL DEFAULT '',
        -- Derived from the facts by the domain, in the same transaction
        title TEXT NOT NULL,
        UNIQUE (year, number)
    ) STRICT
    """,
    """
    CREATE TABLE internal_note_origins (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES internal_note (id),
        reference TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE INDEX internal_note_origins_record ON internal_note_origins (record_id)
    """,
    """
    CREATE TABLE internal_note_readings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES internal_note (id),
        reader TEXT NOT NULL DEFAULT '',
        function TEXT NOT NULL DEFAULT '',
        way TEXT,
        day TEXT
    ) STRICT
    """,
    """
    CREATE INDEX internal_note_readings_record ON internal_note_readings (record_id)
    """,
    """
    CREATE VIRTUAL TABLE internal_note_search USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER internal_note_is_never_deleted BEFORE DELETE ON internal_note
    BEGIN SELECT RAISE(ABORT, 'a note is never deleted'); END
    """,
)


_RISKS = (
    """
    CREATE TABLE risk (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        reference TEXT NOT NULL UNIQUE,
        year INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0),
        registered_at TEXT NOT NULL,
        registered_by TEXT NOT NULL,
        what TEXT NOT NULL DEFAULT '',
        entered_on TEXT,
        cause_family TEXT,
        cause_text TEXT NOT NULL DEFAULT '',
        service TEXT NOT NULL DEFAULT '',
        category TEXT NOT NULL DEFAULT '',
        consequence TEXT NOT NULL DEFAULT '',
        severity TEXT,
        probability TEXT,
        in_force TEXT NOT NULL DEFAULT '',
        owner TEXT NOT NULL DEFAULT '',
        due TEXT,
        state TEXT,
        closed_reason TEXT NOT NULL DEFAULT '',
        -- Derived from the facts by the domain, in the same transaction
        title TEXT NOT NULL,
        UNIQUE (year, number)
    ) STRICT
    """,
    """
    CREATE TABLE risk_measures (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES risk (id),
        reference TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE INDEX risk_measures_record ON risk_measures (record_id)
    """,
    """
    CREATE TABLE risk_reviews (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES risk (id),
        reviewed_on TEXT,
        by TEXT NOT NULL DEFAULT '',
        severity TEXT,
        probability TEXT,
        words TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE INDEX risk_reviews_record ON risk_reviews (record_id)
    """,
    """
    CREATE TABLE risk_cases (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id INTEGER NOT NULL REFERENCES risk (id),
        reference TEXT NOT NULL DEFAULT '',
        confirmed_on TEXT,
        by TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE INDEX risk_cases_record ON risk_cases (record_id)
    """,
    """
    CREATE VIRTUAL TABLE risk_search USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER risk_is_never_deleted BEFORE DELETE ON risk
    BEGIN SELECT RAISE(ABORT, 'a risk is never deleted'); END
    """,
)


def _meetings(database: SqliteDatabase) -> None:
    """Room for quality meetings, internal notes and risks."""
    for statement in (*_MEETINGS, *_NOTES, *_RISKS):
        database.execute_sql(statement)


MIGRATIONS: tuple[Migration, ...] = (_nothing, _records, _improvements, _natures, _weekly_reviews, _meetings)
