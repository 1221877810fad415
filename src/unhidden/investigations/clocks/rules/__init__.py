"""Rules of the clocks of an investigation: plain values."""
