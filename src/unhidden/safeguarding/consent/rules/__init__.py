"""What the pages and actions of consent decide by plain values."""
