"""What the pages of plans show, and what is said of a refusal."""
