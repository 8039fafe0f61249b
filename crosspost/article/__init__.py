"""What stands on the blog: from entry, page and REST answer to an Article and its changes."""
