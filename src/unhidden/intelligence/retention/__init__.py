"""How long intelligence is kept: its reviews, and its disposal."""
