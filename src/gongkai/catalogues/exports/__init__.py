"""A version of a catalogue as a file: the original column layout as xlsx and docx, and JSON and CSV for machines."""

from gongkai.catalogues.exports.sheet import CatalogueSheet, sheet
from gongkai.catalogues.exports.writers import FORMATS, write

__all__ = ["FORMATS", "CatalogueSheet", "sheet", "write"]
