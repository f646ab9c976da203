"""A piece as a document to take along: the unified layout of title, note below it and text, as Word and as PDF.

Whatever somebody wrote goes through as data. Nothing of it is ever read as markup of Word or of typst.
"""

from gongkai.publishing.printing.files import FORMATS, Printed, printed

__all__ = ["FORMATS", "Printed", "printed"]
