"""PyYAML's parser in Python, changed to read whatever libyaml reads as libyaml reads it.

The two differ in TABs between words, question marks in braces, comments after `|`, tags, and the place of an absent
value. This one may read more than libyaml, never less: it decides on what libyaml refuses.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from yaml.error import Mark, MarkedYAMLError
from yaml.events import ScalarEvent
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner
from yaml.tokens import DirectiveToken, FlowEntryToken, ScalarToken, TagToken, ValueToken

_WORD = re.compile(r"(?:[^ \t\n\0:]|:(?![ \t\n\0]))*+")
_FLOW_WORD = re.compile(r"(?:[^ \t\n\0:,\[\]{}]|:(?![ \t\n\0,\[\]{}]))*+")
_LINE_BREAK = re.compile(r"\n")
_BLANKS = re.compile(r"[ \t]*+")
_COMMENT = re.compile(r"#[^\n\0]*+")
_DOCUMENT_MARKER = re.compile(r"(?:---|\.\.\.)[ \t\n\0]")
_BLOCK_HEADER = re.compile(r"([+-])?([1-9])?(?(1)|([+-])?)")
_TAG = re.compile(r"!(?:<([^> \t\n\0]*)>|([\w-]*!)?([^ \t\n\0]*))", re.ASCII)
_FLOW_TAG = re.compile(r"!(?:<([^> \t\n\0]*)>|([\w-]*!)?([^ \t\n\0,\[\]{}]*))", re.ASCII)


class PythonParser(Reader, Scanner, Parser):
    """Scan and parse one text whose line ends are LF; composed of base classes as the library's own loaders are."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def forward(self, length: int = 1) -> None:
        """Advance by some characters, each of which is a column, a byte order mark too."""
        text = self.buffer[self.pointer : self.pointer + length]
        self.pointer += length
        self.index += length
        breaks = text.count("\n")
        self.line += breaks
        self.column = length - text.rfind("\n") - 1 if breaks else self.column + length

    def scan_to_next_token(self) -> None:
        """Skip blanks and comments; a TAB separates tokens wherever no indentation is read."""
        while True:
            if self.column == 0 and self.peek() == "\ufeff":
                self.forward()
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            self._take(_COMMENT)
            if not self._take(_LINE_BREAK):
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_directive(self) -> DirectiveToken:
        """Read a line that begins with `%`; refuse one that YAML does not know, which the library would skip."""
        token = super().scan_directive()
        if token.name not in ("YAML", "TAG"):
            start = token.start_mark
            raise MarkedYAMLError("while scanning a directive", start, "found an unknown name", start)
        return token

    def scan_plain(self) -> ScalarToken:
        """Read text without quotation marks, TABs between its words included."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        spaces: list[str] = []
        while self.peek() != "#" and (word := self._take(_FLOW_WORD if self.flow_level else _WORD)):
            self.allow_simple_key = False
            chunks += [*spaces, word]
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def scan_plain_spaces(self, indent: int, start_mark: Mark) -> list[str]:
        """Read the space between two words: blanks, or line breaks; nothing before the mark of another document."""
        blanks = self._take(_BLANKS)
        if self.peek() != "\n":
            return [blanks] if blanks else []
        breaks = 0
        while self._take(_LINE_BREAK):
            self.allow_simple_key = True
            breaks += 1
            if _DOCUMENT_MARKER.match(self.buffer, self.pointer):
                return []
            self._take(_BLANKS)
        return ["\n" * (breaks - 1) or " "]

    def scan_block_scalar_indicators(self, start_mark: Mark) -> tuple[bool | None, int | None]:
        """Read the signs after `|` or `>`."""
        header = _BLOCK_HEADER.match(self.buffer, self.pointer)
        before, width, after = header.groups() if header else (None, None, None)
        self.forward(len(header.group()) if header else 0)
        chomping = {"+": True, "-": False}.get(before or after or "")
        return chomping, int(width) if width else None

    def scan_block_scalar_ignored_line(self, start_mark: Mark) -> None:
        """Skip the rest of the line of `|` or `>`: nothing or a comment."""
        self._take(_BLANKS)
        self._take(_COMMENT)
        if not self._take(_LINE_BREAK) and self.peek() != "\0":
            problem = "expected a comment or a line break"
            raise MarkedYAMLError("while scanning a block scalar", start_mark, problem, self.get_mark())

    def scan_tag(self) -> TagToken:
        """Read a tag of any form; the composer refuses them all."""
        start = self.get_mark()
        tag = (_FLOW_TAG if self.flow_level else _TAG).match(self.buffer, self.pointer)
        address, handle, suffix = tag.groups() if tag else ("", "", "")
        self.forward(len(tag.group()) if tag else 0)
        if address is not None:
            value: tuple[str | None, str] = (None, unquote(address))
        else:
            value = ("!" + (handle or ""), unquote(suffix)) if handle or suffix else (None, "!")
        return TagToken(value, start, self.get_mark())

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Mark) -> list[str]:
        """Read words in quotation marks; refuse an escape that means no character as any wrong one."""
        try:
            words: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):
            problem = "found an invalid Unicode character"
            raise MarkedYAMLError("while scanning a quoted scalar", start_mark, problem, self.get_mark()) from None
        return words

    def process_empty_scalar(self, mark: Mark) -> ScalarEvent:
        """Return an absent key or value; in a list or mapping on one line, place it at the token after it."""
        if self.state == self.parse_flow_sequence_entry_mapping_value and self.check_token(FlowEntryToken, ValueToken):
            mark = self.get_token().end_mark  # type: ignore[no-untyped-call]  # libyaml skips it
        elif self.state in (
            self.parse_flow_mapping_key,
            self.parse_flow_mapping_value,
            self.parse_flow_sequence_entry_mapping_value,
            self.parse_flow_sequence_entry_mapping_end,
        ):
            mark = self.peek_token().start_mark  # type: ignore[no-untyped-call]  # the stubs leave it so
        return super().process_empty_scalar(mark)

    def _take(self, pattern: re.Pattern[str]) -> str:
        """Read what a pattern matches here."""
        match = pattern.match(self.buffer, self.pointer)
        text = match.group() if match else ""
        self.forward(len(text))
        return text
