"""Who is at the desk: asked once a day, and again once they left it or were long away; changed by a click."""

from __future__ import annotations

from datetime import timedelta

from pegase_desktop.domain.moments import local
from pegase_desktop.domain.school import Staff
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.session import Session

_TITLE = "Qui êtes-vous ?"
_WHY = "Votre nom signe ce que vous enregistrez, jusqu’à ce que vous quittiez le poste, et au plus jusqu’à ce soir."
_SOMEBODY_ELSE = "Une autre personne…"
_NOBODY = "Ne pas signer"


class Signer:
    """Keeps the session's actor and the preferences in agreement."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        self._session = session
        self._preferences = preferences
        self._seen_at = session.clock()
        session.ensure_signed = self.ensure_known
        if preferences.actor_day == self._today() and preferences.actor in self._names():
            session.set_actor(preferences.actor)

    @property
    def person(self) -> Staff | None:
        """The member of staff at the desk."""
        return next((one for one in self._session.register.school.staff() if one.name == self._session.actor), None)

    def ensure_known(self) -> bool:
        """Have somebody say who they are, unless they did today; False when nobody does."""
        self.turn_day()
        if not self._session.actor:
            self.ask()
        return bool(self._session.actor)

    def turn_day(self) -> None:
        """Nobody is at the desk until they say so on a new day, nor once they left the team: such a name signs nothing.

        Yesterday's neither stands there.
        """
        person = self.person
        if self._preferences.actor_day != self._today() or (person is not None and not person.active):
            self._session.set_actor("")

    def leave(self) -> None:
        """Whoever was at the desk leaves it: who signs next is asked."""
        self._preferences.actor_day = ""
        self._preferences.save()
        self._session.set_actor("")

    def notice(self) -> None:
        """Somebody touches the program: after a long absence it may be another person than the one who left."""
        now, longest = self._session.clock(), timedelta(minutes=self._preferences.absence_minutes)
        if longest and now - self._seen_at > longest:
            self.leave()
        self._seen_at = now

    def ask(self) -> None:
        """Have the person choose their name, or enter it the first time."""
        names = self._names()
        if not names:
            self._enter(_WHY)
            return
        chosen = self._session.questions.choose_one(_TITLE, _WHY, [*names, _SOMEBODY_ELSE], safe=_NOBODY)
        if chosen == len(names):
            self._enter("Ce nom sera proposé à chaque ouverture.")
        elif chosen is not None:
            self._take(names[chosen])

    def _enter(self, why: str) -> None:
        name = self._session.questions.ask_line(_TITLE, why, "Prénom et nom", "Continuer", safe=_NOBODY)
        if name:
            added = self._session.introduce(lambda: self._session.register.school.add_staff(name, by=""))
            if added:
                self._take(added.name)

    def _take(self, name: str) -> None:
        self._preferences.actor, self._preferences.actor_day = name, self._today()
        self._preferences.save()
        self._session.set_actor(name)

    def _names(self) -> list[str]:
        return [one.name for one in self._session.register.school.staff() if one.active]

    def _today(self) -> str:
        return local(self._session.clock()).date().isoformat()
