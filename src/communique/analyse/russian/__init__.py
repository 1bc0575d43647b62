"""Russian: its parser and its extractors, read by the lists in `lexicon/russian`."""

from communique.analyse.engine.russian import parse
from communique.analyse.language import Language
from communique.analyse.russian.actors import Actors
from communique.analyse.russian.dates import Dates
from communique.analyse.russian.events import Events
from communique.analyse.russian.places import Places
from communique.analyse.russian.stances import Stances
from communique.analyse.russian.statements import Statements

__all__ = ["LANGUAGE"]

LANGUAGE = Language(parse=parse, extractors=(Actors(), Dates(), Places(), Statements(), Events(), Stances()))
