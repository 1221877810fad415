"""What is on paper, as a reader of the file gets it, and what a checker finds wrong."""

from __future__ import annotations

from io import BytesIO

import pdfua
import pypdf


def read_pdf(content: bytes) -> str:
    """All text of a PDF, as whoever copies it would get it, with single spaces."""
    pages = pypdf.PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def find_faults(content: bytes) -> list[str]:
    """What pdfua finds against PDF/UA-1 among the conditions that it knows."""
    report = pdfua.validate(BytesIO(content))  # type: ignore[arg-type]  # read by pikepdf
    return [str(finding) for finding in report.findings]
