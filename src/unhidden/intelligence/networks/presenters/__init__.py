"""What the pages of networks show."""
