"""The forms of operations, and what their refusals say."""
