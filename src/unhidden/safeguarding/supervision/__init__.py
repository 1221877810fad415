"""Caseloads of a team, what is late in them, and who takes a case over."""
