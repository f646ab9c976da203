"""Government information, its files, its versions and what its reviewers leave behind."""

from gongkai.publishing.models.files import Attachment, KeptFile
from gongkai.publishing.models.information import Information
from gongkai.publishing.models.lexicon import Lexicon, LexiconWord, SilencedWord, SpottedWord
from gongkai.publishing.models.links import LinkCheck
from gongkai.publishing.models.numbers import IndexCounter
from gongkai.publishing.models.review import ChainChoice, Clearance, Override, ReviewNote
from gongkai.publishing.models.templates import DraftTemplate
from gongkai.publishing.models.validity import CleanUp, CleanUpLine, ValidityChange
from gongkai.publishing.models.versions import Version
from gongkai.publishing.models.working_rules import WorkingRules

__all__ = [
    "Attachment",
    "ChainChoice",
    "CleanUp",
    "CleanUpLine",
    "Clearance",
    "DraftTemplate",
    "IndexCounter",
    "Information",
    "KeptFile",
    "Lexicon",
    "LexiconWord",
    "LinkCheck",
    "Override",
    "ReviewNote",
    "SilencedWord",
    "SpottedWord",
    "ValidityChange",
    "Version",
    "WorkingRules",
]
