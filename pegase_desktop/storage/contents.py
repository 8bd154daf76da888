"""The bytes of the documents, each kept once under its hash."""

from __future__ import annotations

import hashlib
from datetime import datetime

from pegase_desktop.domain.attachments import check_size, safe_name
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.rows import Attachment, SentLetter
from pegase_desktop.storage.records import Tables


class DamagedAttachment(UserError):
    """The bytes of a document are not those that were kept."""


class Contents:
    """The table ``content``; writes belong inside the caller's transaction."""

    def __init__(self, tables: Tables) -> None:
        self._table = tables.content
        self._users = tables.documents

    def keep(self, sha256: str, content: bytes) -> None:
        """Keep bytes of which *sha256* is the hash in hexadecimal."""
        table = self._table
        kept = table.insert(sha256=sha256, bytes=content)
        kept.on_conflict(conflict_target=[table.sha256], action="nothing").execute()

    def take(self, name: str, content: bytes, *, at: datetime, by: str) -> Attachment:
        """Keep a document that somebody brings; its name is made safe.

        Raises:
            AttachmentTooLarge: over 25 MB.
        """
        check_size(len(content))
        digest = hashlib.sha256(content).hexdigest()
        self.keep(digest, content)
        return Attachment(name=safe_name(name), size=len(content), sha256=digest, added_at=at, added_by=by)

    def read(self, document: Attachment | SentLetter) -> bytes:
        """The bytes of a document.

        Raises:
            DamagedAttachment: they are missing, or not those that were kept.
        """
        table = self._table
        stored = table.select(table.bytes).where(table.sha256 == document.sha256).tuples().first()
        content = bytes(stored[0]) if stored else b""
        if stored is None or hashlib.sha256(content).hexdigest() != document.sha256:
            raise DamagedAttachment(
                f"La pièce « {document.name} » est abîmée dans le registre. Reprenez-la dans une copie du registre, si "
                "vous en avez gardé une."
            )
        return content

    def drop_unused(self) -> None:
        """Forget the bytes that no document uses any more."""
        table = self._table
        unused = [table.sha256.not_in(user.select(user.sha256)) for user in self._users]
        table.delete().where(*unused).execute()
