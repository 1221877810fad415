"""How long crews drive: a skeleton of towns and roads, straight lines, or a server."""
