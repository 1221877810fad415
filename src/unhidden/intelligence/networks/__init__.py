"""What is linked to what: neighbourhoods, connections, and charts of them."""
