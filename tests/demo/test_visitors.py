"""The demo's blog bears a name that leads nowhere; who looks at it here can click all the same."""

from tests.demo.reading import SHIP, Reader, draft

SITE = "http://kaizu.example.jp"


def test_a_visitor_on_this_machine_is_led_nowhere_else(reader: Reader) -> None:
    """Pages opened by number link to themselves; asked for by name they keep the name."""
    port = reader.url.rsplit(":", 1)[1]
    reader.blog.site = f"{SITE}:{port}"
    post = reader.blog.post(reader.blog.publish(draft(uploads=(SHIP,))))
    for path in ("/", reader.blog.path(post)):
        assert SITE not in reader.get(path).text
        assert f'href="{reader.url}' in reader.get(path).text
        named = reader.get(path, Host=f"kaizu.example.jp:{port}").text
        assert f'href="{SITE}:{port}' in named
        assert reader.url not in named
    assert f"<link>{SITE}:{port}/" in reader.get().text
