"""What is known of somebody's support, for their team."""
