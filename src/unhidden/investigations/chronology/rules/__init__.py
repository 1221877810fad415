"""Rules of the chronology of an investigation: plain values."""
