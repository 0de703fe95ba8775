"""Whether a document is a draft or was adopted, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass

from dtz_network import language
from dtz_network.report.report_model import Writer


@dataclass(frozen=True)
class Status:
    """A draft, unless ``by`` says who adopted it, ``on`` the (partial) date."""

    by: str = ""
    on: str = ""

    @property
    def adopted(self) -> bool:
        """Whether it was adopted."""
        return bool(self.by)

    def words(self, write: Writer) -> str:
        """Return the status in words."""
        if not self.adopted:
            return write.words("status.draft")
        return write.words("status.adopted", by=self.by, on=language.date(self.on, write.lang))
