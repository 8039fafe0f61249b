"""What is wrong in the operator's file, in `.env` and in the template of posts.

A line is the code, which records keep, and the names of its facts. `cause` is a reason itself.
"""

from crosspost.model.reasons import Code


class Mistake(Code):
    """Mistakes in the configuration."""

    # The file and where it is
    LINES = "config.lines", "lines"
    IN_FILE = "config.in-file", "path cause"
    NO_FILE = "config.no-file", "path"
    NONE_FOUND = "config.none-found", "places"
    EMPTY_FILE = "config.empty-file"
    NOT_TOML = "config.not-toml", "cause"
    QUOTE_MISSING = "config.quote-missing", "message line"
    WIDE_SPACE = "config.wide-space", "message line char"
    WIDE_CHAR = "config.wide-char", "message line char"
    CURLY_QUOTE = "config.curly-quote", "message line char"
    NOT_UTF8 = "config.not-utf8"
    UNREADABLE = "config.unreadable", "detail"
    TWINS = "config.twins", "account other"
    NO_MODULE = "config.no-module", "name package known"

    # A key and its value
    KEY = "config.key", "key value cause"
    TEXT_VALUE = "config.text-value", "text"
    SECRET_VALUE = "config.secret-value"  # noqa: S105 — no secret
    UNKNOWN_NEAR = "config.unknown-near", "near"
    UNKNOWN_KEY = "config.unknown-key", "known"
    ACCOUNTS_FORM = "config.accounts-form"
    TABLES_FORM = "config.tables-form", "name"
    LIST_FORM = "config.list-form", "example"
    TABLE_FORM = "config.table-form", "name"
    NEEDED = "config.needed"
    AT_LEAST = "config.at-least", "limit"
    MORE_THAN = "config.more-than", "limit"
    AT_MOST = "config.at-most", "limit"
    LESS_THAN = "config.less-than", "limit"
    WHOLE_NUMBER = "config.whole-number"
    NUMBER = "config.number"
    TRUE_FALSE = "config.true-false"
    TEXT = "config.text"
    ONE_OF = "config.one-of", "allowed"
    DURATION = "config.duration"
    NAME_FORM = "config.name-form"
    ZONE = "config.zone"
    QUIET = "config.quiet"
    WIDE_ADDRESS = "config.wide-address"
    NOT_ADDRESS = "config.not-address"
    FULL_ADDRESS = "config.full-address"
    NO_FILE_NAME = "config.no-file-name"
    TOO_OFTEN = "config.too-often", "every"
    TWO_LOOKS = "config.two-looks"
    LOOKS_GROW = "config.looks-grow"
    LEASE = "config.lease"
    TWO_FEEDS = "config.two-feeds", "feed"
    FEED_ACCOUNT = "config.feed-account", "feed account known"
    BASE_URL = "config.base-url"

    # Variables and .env
    ENV_LINE = "env.line", "path line cause"
    ENV_NAME = "env.name", "path line name cause"
    QUOTE_OPEN = "env.quote-open"
    ENV_FORM = "env.form"
    UNDERSCORES = "env.underscores", "right"
    NOT_OURS = "env.not-ours"
    UNKNOWN_TABLE = "env.unknown-table", "tables"
    OF_ACCOUNT = "env.of-account", "account cause"
    NO_KEYS = "env.no-keys", "names"
    KEY_ODD = "env.key-odd", "name cause"
    KEY_SPACE = "env.key-space"
    KEY_QUOTE = "env.key-quote", "quote"
    KEY_CHARS = "env.key-chars"
    NO_TOKEN = "env.no-token", "name"

    # The template of posts
    TEMPLATE = "template.key", "cause"
    FIELD_UNKNOWN = "template.field-unknown", "field known"
    WIDE_BRACES = "template.wide-braces", "text"
    BRACE_ALONE = "template.brace-alone"
    FIELDS_NONE = "template.fields-none"
    FIELD_TWICE = "template.field-twice", "field found"
    TEMPLATE_ACTS = "template.acts"
