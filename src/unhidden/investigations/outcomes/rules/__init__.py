"""Rules of the outcomes of an investigation: plain values."""
