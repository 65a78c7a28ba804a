"""XML of any size as a stream of elements: parsed by defusedxml, nothing kept, limits of our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calfstretch.exchange.activities.containers import Stream
from calfstretch.exchange.activities.watch import MB, CalledOff, RefusedFile, Watch
from calfstretch.i18n import gettext as _

MOST_DEPTH, MOST_TEXT, MOST_NAMES = 64, MB, 100_000
"""Levels of nesting, characters of one text (and bytes of one tag), different names. Source: activity formats, 8."""
CHUNK = 1 << 16


class Element:
    """One element while it is read; it knows its parent's name and no children.

    Args:
        name: without its namespace.
        parent: the parent's name; "" = this is the root.
        attributes: as they stand in the file; one with a name space is "space}name".
        depth: 1 = the root.
        text: what stands between its last tag and its end: whole for an element without children. To be read at "end":
            at "start" it may or may not be there already.
    """

    __slots__ = ("attributes", "depth", "name", "parent", "text")

    def __init__(self, name: str, parent: str, attributes: dict[str, str], depth: int) -> None:
        self.name, self.parent, self.attributes, self.depth = name, parent, attributes, depth
        self.text = ""


Event = tuple[str, str, Element]


def elements(stream: Stream, watch: Watch) -> Iterator[Event]:
    """Every element twice, as ("start", name, element) and ("end", name, element), in the order of the file.

    The bytes go to the parser as they are: it knows the encodings. Nothing is opened besides the stream, whatever the
    file asks for. Memory does not grow with the file.

    Raises:
        RefusedFile: no XML, damaged, cut short, with definitions of its own, or beyond a limit; what was given before
            stands as it is.
        CalledOff: the person wishes so.
    """
    from defusedxml.ElementTree import DefusedXMLParser

    target = _Target()
    parser = DefusedXMLParser(target=target, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    # Straight from expat: the layer between gives the same, each name once more through Python.
    expat = parser.parser
    expat.ordered_attributes = False
    expat.StartElementHandler, expat.EndElementHandler = target.start, target.end
    fed = 0
    try:
        while chunk := stream.read(CHUNK):
            watch.step()
            fed += len(chunk)
            parser.feed(chunk)
            # A tag that does not end is kept whole by the parser: a bound for it too.
            if fed - expat.CurrentByteIndex > MOST_TEXT + CHUNK:
                raise RefusedFile(_too_long())
            yield from target.taken()
        parser.close()
        yield from target.taken()
    except (RefusedFile, CalledOff):
        raise
    except Exception as error:  # whatever the parser makes of the bytes, an unknown encoding among it
        yield from target.taken()  # what stands before the damage, in the same chunk
        raise RefusedFile(_sentence(error)) from error


class _Target:
    """Takes what the parser finds and holds on to it until the chunk is done."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._open: list[Element] = []
        self._texts: list[str] = []
        self._characters = 0
        self._local: dict[str, str] = {}
        self._names: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        depth = len(self._open) + 1
        if depth > MOST_DEPTH:
            raise RefusedFile(_("Its parts are nested deeper than in any file of activities."))
        name = self._local.get(tag)
        if name is None:
            name = self._local[tag] = tag.rpartition("}")[2]
        if attributes:
            self._names.update(attributes)
        if len(self._names) + len(self._local) > MOST_NAMES:
            raise RefusedFile(_("It has more differently named parts than any file of activities."))
        element = Element(name, self._open[-1].name if self._open else "", attributes, depth)
        self._open.append(element)
        self._events.append(("start", name, element))
        self._texts.clear()
        self._characters = 0

    def data(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MOST_TEXT:
            raise RefusedFile(_too_long())
        self._texts.append(text)

    def end(self, tag: str) -> None:
        element = self._open.pop()
        element.text = "".join(self._texts)
        self._events.append(("end", element.name, element))
        self._texts.clear()
        self._characters = 0

    def close(self) -> None: ...

    def taken(self) -> list[Event]:
        """What was found since the last time."""
        events, self._events = self._events, []
        return events


def _too_long() -> str:
    return _("One of its parts is longer than in any file of activities.")


def _sentence(error: Exception) -> str:
    from defusedxml.common import DefusedXmlException

    if isinstance(error, DefusedXmlException):
        return _("It brings definitions of its own (a DOCTYPE), which no file of activities needs.")
    position: Any = getattr(error, "position", None)
    if position is None:
        return _("It is no XML that can be read.")
    return _("It is damaged, cut short or no XML: line {line} cannot be read.").format(line=position[0])
