"""Rules of a plan: who may go, and what clashes; no Django."""
