"""The XML parts of office files, without names and times of people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from unhidden.cleaning.results import DamagedFile, FileTrace, TooLarge

NOBODY, NEVER = "-", "1980-01-01T00:00:00Z"
_MOST_ELEMENTS = 5_000_000
# Attributes and elements, whatever their namespace: those of comments, of tracked
# changes, of who edited what in which session.
_NAMES = {"author", "initials", "userId", "providerId", "lastModifiedBy", "userName"}
_TIMES = {"date", "dt", "dateUtc", "modified", "created"}
_SESSIONS = re.compile(r"^(rsid|paraId$|textId$)")
_NAME_ELEMENTS = {"creator", "author", "sender-initials", "creator-initials",
                  "initial-creator"}  # fmt: skip
_COMMENTS = {"comment", "cm", "annotation", "threadedComment"}
_HYPERLINK, _LINK = "/hyperlink", re.compile(r"https?://|mailto:|#", re.IGNORECASE)
_NOWHERE = "about:blank"


def parsed(body: bytes) -> Any:
    """The tree; no entity is resolved, nothing is fetched. Raises DamagedFile."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile from error
    tree: Any = root.getroottree()
    if tree.docinfo.doctype:
        raise DamagedFile
    return root


def names_with_text(body: bytes) -> Iterator[str]:
    """The names of the elements that say something."""
    for element in parsed(body).iter(etree.Element):
        if (element.text or "").strip():
            yield str(etree.QName(element).localname)


def clean_part(body: bytes, found: set[FileTrace]) -> bytes:
    """The part without names, times and processing instructions."""
    root = parsed(body)
    for count, element in enumerate(root.iter()):
        if count > _MOST_ELEMENTS:
            raise TooLarge
        if isinstance(element.tag, str):
            _blank(element, found)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return _text(root)


def _blank(element: Any, found: set[FileTrace]) -> None:
    tag = etree.QName(element).localname
    if tag in _COMMENTS:
        found.add(FileTrace.COMMENT)
    if tag in _NAME_ELEMENTS and element.text:
        element.text = NOBODY
        found.add(FileTrace.AUTHOR)
    if tag == "date" and "purl.org/dc" in element.tag and element.text:
        element.text = NEVER.rstrip("Z")
        found.add(FileTrace.TIME)
    if tag == "cmAuthor" and "name" in element.attrib:
        element.set("name", NOBODY)
        found.add(FileTrace.AUTHOR)
    if tag == "Relationship":
        _unlink(element, found)
    for name in element.attrib:
        _blank_attribute(element, name, found)


def _unlink(element: Any, found: set[FileTrace]) -> None:
    """A template on somebody's disk, a picture that is fetched: not a link to click."""
    if element.get("TargetMode") != "External":
        return
    is_link = str(element.get("Type", "")).endswith(_HYPERLINK)
    if not is_link or not _LINK.match(str(element.get("Target", ""))):
        element.set("Target", _NOWHERE)
        found.add(FileTrace.HIDDEN)


def _blank_attribute(element: Any, name: str, found: set[FileTrace]) -> None:
    local = etree.QName(name).localname
    if _SESSIONS.match(local):
        del element.attrib[name]
    elif local in _NAMES:
        element.set(name, NOBODY)
        found.add(FileTrace.AUTHOR)
    elif local in _TIMES and re.match(r"\d{4}-\d\d-\d\d", element.get(name)):
        element.set(name, NEVER)
        found.add(FileTrace.TIME)


def without_links_to(
    kept: Mapping[str, bytes], *, gone: Collection[str]
) -> dict[str, bytes]:
    """The parts, none of which names one that is gone."""
    return {
        name: _without(name, body, set(gone)) if _lists_parts(name) else body
        for name, body in kept.items()
    }


def _lists_parts(name: str) -> bool:
    lists = ("[Content_Types].xml", "META-INF/manifest.xml")
    return name in lists or name.endswith(".rels")


def _without(name: str, body: bytes, gone: set[str]) -> bytes:
    root = parsed(body)
    folder = dirname(dirname(name)) if name.endswith(".rels") else ""
    for element in list(root):
        if not isinstance(element.tag, str) or element.get("TargetMode") == "External":
            continue
        if _target(element, folder) in gone:
            root.remove(element)
    return _text(root)


def _target(element: Any, folder: str) -> str:
    for attribute, value in element.attrib.items():
        if etree.QName(attribute).localname in ("Target", "PartName", "full-path"):
            path = str(value)
            if path.startswith("/"):
                return path.lstrip("/")
            return normpath(join(folder, path))
    return ""


def _text(root: Any) -> bytes:
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return written
