"""Rules in YAML: what is chrome on which site, read, checked, applied, and resolved into cuts."""

from cleaner.rulebook.book import RuleBook
from cleaner.rulebook.errors import Fault, RuleErrors
from cleaner.rulebook.load import load
from cleaner.rulebook.proposal import GENERIC, LANGUAGE, SITE, STRUCTURE, Proposal
from cleaner.rulebook.resolve import Resolution, resolve
from cleaner.rulebook.ruleset import RuleSet
from cleaner.rulebook.zones import Zones, outline

__all__ = [
    "GENERIC",
    "LANGUAGE",
    "SITE",
    "STRUCTURE",
    "Fault",
    "Proposal",
    "Resolution",
    "RuleBook",
    "RuleErrors",
    "RuleSet",
    "Zones",
    "load",
    "outline",
    "resolve",
]
