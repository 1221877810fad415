"""Out of hours: who answers tonight, and what they may open of which cases."""
