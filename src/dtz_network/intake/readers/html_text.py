"""The lines that a reader sees of a mail in HTML; scripts, styles and quoted mails left out."""

from __future__ import annotations

from html.parser import HTMLParser

_BREAKS = frozenset({"br", "p", "div", "tr", "li", "table", "h1", "h2", "h3"})
_UNSEEN = frozenset({"script", "style", "head", "title", "blockquote"})


def lines(html: str) -> str:
    """Return the text with its lines.

    >>> lines("<style>p {}</style><p>Groeten,<br>Jan&nbsp;Bos</p><blockquote>Van: Piet</blockquote>")
    'Groeten,\\nJan\\xa0Bos'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    shown = (" ".join(line.split(" ")).strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in shown if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the signature is the library's
        self._unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(self._unseen - (tag in _UNSEEN), 0)
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data.replace("\r", "").replace("\n", " "))
