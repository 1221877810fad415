"""Hunt only ours."""
import pytest
from config.proving import excepted, killing, mutants, world
OURS={"replace_item","is_held_back","writer_of","waits_to_leave","forget_said","forget_mentions","forget_words","dispose","count_disposed","items_as_figures"}
def test_ours(cursor):
    hunt=killing.Hunt(cursor, world.make(cursor), excepted.WITHOUT_ROWS)
    print(list(hunt.healthy()))
    alive=[m.name for m in mutants.every(cursor) if m.kind=="condition" and m.subject in OURS and m.name not in excepted.EQUIVALENT and not hunt.noticed(m)]
    print(alive); assert alive==[]
