"""Opening one record in an emergency: who did, for how long, and who reviews it."""
