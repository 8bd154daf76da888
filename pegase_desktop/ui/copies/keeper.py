"""Keeps copies of the open register by itself: once a day while one works, and when the program is left."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from pegase_desktop.domain.copies import FOLDER
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.moments import from_text, local, to_text
from pegase_desktop.storage.copies.holding import held_by
from pegase_desktop.storage.copies.making import OnShare, UnsoundRegister
from pegase_desktop.storage.copies.restoring import remove_leftovers
from pegase_desktop.storage.copies.rounds import Outcome, Round, shelf_at
from pegase_desktop.storage.copies.shelf import Copy, Shelf
from pegase_desktop.ui.copies.second_place import SecondPlace, second_place_in
from pegase_desktop.ui.copies.volumes import volumes
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.work import Work

_LOOK_EVERY_MS = 60_000
_QUIET = timedelta(seconds=20)  # since the last save: nobody is typing
_AFTER_A_REFUSAL = timedelta(hours=1)
_SEE_AGAIN = timedelta(hours=1)  # what lies in the two places: somebody may have emptied one
_A_MONTH = timedelta(days=30)
_TITLE = "Sauvegarde"

Copies = tuple[Copy, ...]
Seen = tuple[Copies, Copies | None]


@dataclass(frozen=True, slots=True)
class CopyStanding:
    """How the register is kept. ``last_at`` is when the copy was made that would be left if this computer were lost:
    the last in the second place where one was chosen, else the last one here.

    ``has_second_place``, which may be ``away`` just now; ``trouble`` is why the last copy failed, or what was found
    to be wrong, in a sentence, and ``is_unsound`` if that is the register itself. ``is_expected`` while the first is
    about to be made by itself.
    """

    last_at: datetime | None
    has_second_place: bool
    away: bool = False
    trouble: str = ""
    is_unsound: bool = False
    is_working: bool = False
    is_expected: bool = False


class CopyKeeper(QObject):
    """Looks after the copies of a session's register, from :meth:`begin` to :meth:`end`. ``changed`` says its standing.

    Copies lie in a folder beside the register, and in the second place that the preferences name.
    """

    changed = Signal()
    unsound = Signal(str)  # the register itself is not right; a sentence, once

    def __init__(self, session: Session, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._register = held_by(session.register).register
        self.here = Shelf(session.register.path.parent / FOLDER, self._register)
        self._seen: Seen = ((), None)
        self._seen_at: datetime | None = None
        self._surveying: Work | None = None
        self._is_outdated = False  # a copy was made since the survey began
        self._work: Work | None = None
        self._outcome = Outcome()
        self._trouble: UserError | None = None
        self._saves_copied: int | None = None  # those of which it is known that a copy holds them
        self._not_before: datetime | None = None
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self.look)

    # While one works

    def begin(self) -> None:
        """The window is there: take away what a killed program left, and begin to look whether a copy is due."""
        remove_leftovers(self._session.register.path.parent)
        self._seen = self.here.copies(), None
        self.survey()
        if not self._session.register.custody.moved:
            self._looking.start()
            self.look()

    def end(self) -> None:
        """The program is being left; a copy that is not over is given up."""
        self._looking.stop()
        self._stop_work()
        surveying, self._surveying = self._surveying, None
        if surveying is not None:
            _dismiss(surveying)

    def survey(self) -> None:
        """See which copies there are, beside the window: the second place may be asleep. ``changed`` once seen."""
        self._is_outdated = self._surveying is not None
        if self._surveying is None:
            place, here, register = self.second_place, self.here, self._register
            self._surveying = Work(lambda _: _seen(here, place, register), self)
            self._surveying.finished.connect(partial(self._take_seen, self._surveying))
            self._surveying.start(QThread.Priority.LowPriority)

    def look(self) -> None:
        """Make a copy beside the window if none was made today, or the second place lacks the last one."""
        if self._is_long_unseen:
            self.survey()
        if self._work is None and self._is_due():
            self._work = Work(lambda work: self._go(work.advance), self)
            self._work.finished.connect(partial(self._take, self._work, self._saves))
            self._work.start(QThread.Priority.LowPriority)
            self.changed.emit()

    # What a person asks for

    def copy_now(self) -> bool:
        """Make one, seen to the end; whether it is made. What hinders it is said."""
        self._stop_work()
        sentence = "Le registre est copié, puis la copie est relue et vérifiée en entier."
        go = partial(self._go, anyway=True, whole=True)
        outcome, saves = None, self._saves
        try:
            outcome = self._session.questions.attend(_TITLE, sentence, go, safe="Arrêter la sauvegarde")
        except UserError as refusal:
            self._fail(refusal)
            self._session.questions.inform(_TITLE, str(refusal))
        if outcome is not None:
            self._note(outcome, saves)
            if outcome.refusal:
                self._session.questions.inform(_TITLE, str(outcome.refusal))
        self.changed.emit()
        return outcome is not None

    def copy_at_end(self) -> None:
        """The window is closed: make the copy of what was saved since the last one, unless nobody waits for it.

        What hinders it is said by the age of the last copy, at the next opening.
        """
        self.end()
        register = self._session.register
        if register.custody.moved or register.store.trouble or not (self._is_changed or self._is_due_elsewhere()):
            return
        with suppress(UserError):
            sentence, saves = "Le registre est copié avant que le programme se ferme.", self._saves
            outcome = self._session.questions.attend(_TITLE, sentence, self._go, safe="Fermer sans attendre")
            if outcome is not None:
                self._note(outcome, saves)

    def put_off(self) -> None:
        """No second place is proposed for a month."""
        self._preferences.copies_later = (local(self._session.clock()).date() + _A_MONTH).isoformat()
        self._preferences.save()

    def choose_second_place(self, folder: Path) -> None:
        """From now on copies are carried to that folder as well."""
        place = SecondPlace.of(folder, volumes())
        kept = self._preferences
        kept.copies_folder, kept.copies_volume, kept.copies_root = place.folder, place.volume, place.root
        self._begin_elsewhere()

    def give_up_second_place(self) -> None:
        """From now on copies are kept on this computer alone; those that are in the second place stay there."""
        kept = self._preferences
        kept.copies_folder = kept.copies_volume = kept.copies_root = ""
        self._begin_elsewhere()

    # How things stand

    @property
    def copies(self) -> tuple[Copies, Copies]:
        """Those here and those in the second place as they were last seen: the last made first."""
        return self._seen[0], self._seen[1] or ()

    @property
    def is_away(self) -> bool:
        """Whether there is a second place that was not there when it was last looked for."""
        return bool(self.second_place.folder) and self._seen_at is not None and self._seen[1] is None

    @property
    def _last_here(self) -> Copy | None:
        return next(iter(self._seen[0]), None)

    @property
    def is_working(self) -> bool:
        return self._work is not None

    @property
    def wants_second_place(self) -> bool:
        """Whether one is to be proposed."""
        is_put_off = self._preferences.copies_later > local(self._session.clock()).date().isoformat()
        return not self.second_place.folder and not is_put_off

    @property
    def second_place(self) -> SecondPlace:
        return second_place_in(self._preferences)

    @property
    def standing(self) -> CopyStanding:
        trouble = self._trouble or self._outcome.refusal or self._outcome.lost
        return CopyStanding(
            self._last_at,
            bool(self.second_place.folder),
            self.is_away,
            str(trouble),
            isinstance(trouble, UnsoundRegister),
            self.is_working,
            self._last_at is None
            and self._looking.isActive()
            and not trouble
            and not self._session.register.store.trouble,
        )

    # Within

    @property
    def _last_at(self) -> datetime | None:
        """What is seen to be there counts; where nothing is seen, what was carried there last."""
        here, there = self._seen
        if self.second_place.folder and there is None:
            return self._carried[1]
        last = next(iter(here if there is None else there), None)
        return last.manifest.made_at if last else None

    def _begin_elsewhere(self) -> None:
        self._preferences.copied.pop(self._register, None)
        self._preferences.save()
        self._outcome, self._seen = Outcome(), (self._seen[0], None)
        self._seen_at = self._not_before = None
        self.survey()
        self.changed.emit()

    def _round(self) -> Round:
        place, path = self.second_place, self._session.register.path
        find = (lambda: place.found(volumes())) if place.folder else None
        return Round(path, path.stem, self.here, find, self._session.clock())

    def _go(self, on_share: OnShare, *, anyway: bool = False, whole: bool = False) -> Outcome:
        return self._round().go(anyway=anyway, whole=whole, on_share=on_share)

    def _is_due(self) -> bool:
        register, now = self._session.register, self._session.clock()
        saved_at = register.last_saved_at
        if register.store.trouble or (self._not_before and now < self._not_before):
            return False
        if saved_at is not None and timedelta() <= now - saved_at < _QUIET:
            return False
        return self._is_due_here(now) or self._is_due_elsewhere()

    def _is_due_here(self, now: datetime) -> bool:
        """Once a day, if something was saved since."""
        last = self._last_here
        is_of_today = last is not None and local(last.manifest.made_at).date() == local(now).date()
        return self._is_changed and not is_of_today

    @property
    def _is_changed(self) -> bool:
        """Whether something may have been saved since the last copy, as far as is known without reading the file."""
        return self._last_here is None or self._saves != self._saves_copied

    @property
    def _saves(self) -> int:
        return self._session.register.store.saves

    def _is_due_elsewhere(self) -> bool:
        if self._last_here is None or not self.second_place.folder:
            return False
        there = self._seen[1]
        held = {self._carried[0]} if there is None else {one.manifest.holding.copy for one in there}
        return self._last_here.manifest.holding.copy not in held

    @property
    def _is_long_unseen(self) -> bool:
        age = self._session.clock() - self._seen_at if self._seen_at else _SEE_AGAIN
        return not timedelta() <= age < _SEE_AGAIN

    @property
    def _carried(self) -> tuple[str, datetime | None]:
        """The id of the copy that was last carried to the second place, and when that was made."""
        copy, _, at = self._preferences.copied.get(self._register, "").partition(" ")
        try:
            return copy, from_text(at)
        except ValueError:
            return "", None

    def _stop_work(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            work.give_up()
            _dismiss(work)

    def _take(self, work: Work, saves: int) -> None:
        """What came of a copy made beside the window, if it is still wanted."""
        if work is not self._work:
            return
        self._work = None
        try:
            self._note(work.outcome(), saves)
        except UserError as refusal:
            self._fail(refusal)
        finally:
            _dismiss(work)
            self.changed.emit()

    def _take_seen(self, surveying: Work) -> None:
        if surveying is not self._surveying:
            return
        self._surveying, seen = None, surveying.outcome()
        _dismiss(surveying)
        if self._is_outdated:
            self.survey()
        else:
            self._take_stock(seen)
            self.changed.emit()

    def _note(self, outcome: Outcome, saves: int) -> None:
        self._outcome, self._saves_copied = outcome, saves
        self._trouble = self._not_before = None
        self._is_outdated = self._surveying is not None
        self._take_stock((outcome.here, outcome.elsewhere))
        if outcome.refusal is not None:
            self._not_before = self._session.clock() + _AFTER_A_REFUSAL

    def _take_stock(self, seen: Seen) -> None:
        self._seen, self._seen_at = seen, self._session.clock()
        if seen[1] is not None:
            last = next((one.manifest for one in seen[1]), None)
            words = f"{last.holding.copy} {to_text(last.made_at)}" if last else ""
            self._preferences.copied[self._register] = words
            self._preferences.save()

    def _fail(self, refusal: UserError) -> None:
        is_news = self._trouble is None or str(self._trouble) != str(refusal)
        self._trouble, self._not_before = refusal, self._session.clock() + _AFTER_A_REFUSAL
        if is_news and isinstance(refusal, UnsoundRegister):
            self.unsound.emit(str(refusal))


def _seen(here: Shelf, place: SecondPlace, register: str) -> Seen:
    there = place.found(volumes()) if place.folder else None
    return here.copies(), shelf_at(there, register).copies() if there else None


def _dismiss(work: Work) -> None:
    work.wait()  # a thread says that it is finished a moment before it is
    work.deleteLater()
