"""What a plan of a week rests on: plain values, no clock, no tables."""
