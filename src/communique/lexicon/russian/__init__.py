"""Russian word lists: states, bodies, offices, reporting words, triggers and diplomatic terms, with their English."""

from communique.lexicon.russian.naming import english_name, is_written, state_code, state_name
from communique.lexicon.russian.romanise import romanised
from communique.lexicon.russian.terms import english

__all__ = ["english", "english_name", "is_written", "romanised", "state_code", "state_name"]
