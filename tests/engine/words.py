"""Groups of words that the stories of the comparison use (tests/oracle/drawing/words.py): all of them."""

from tests.oracle.drawing.words import WORDS

ON = WORDS
