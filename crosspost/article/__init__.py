"""What stands on the blog: from an entry, a page or a REST answer to an Article, and its changes."""
