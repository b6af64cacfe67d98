"""What the fixtures stand on: databases, a real server, a browser, counting of queries. No test lives here."""
