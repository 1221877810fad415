"""What proves the wall: made rows, contexts and attacks, for its tests and its bench.

Everything works on one connection of a superuser, in one transaction that is undone:
it fills tables past their rules, and then asks them as the staff role does.
"""
