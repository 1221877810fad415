"""Who a case is about, who opens it, and who is on its team."""
