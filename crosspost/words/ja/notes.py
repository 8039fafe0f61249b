"""Japanese for what became of a post."""

from crosspost.model.notes import Note
from crosspost.model.reasons import Code

SENTENCES: dict[Code, str] = {
    Note.NO_LINK: "このアカウントの投稿にはリンクを付けません",
    Note.LINK_LONG: "URL（{url}）が上限（{room}）に収まりません",
    Note.LINK_UNLINKED: "X はこの URL（{url}）をリンクにしません",
    Note.TAGS_LEFT: "{tags} が入りきりませんでした",
    Note.CAPTION_LEFT: "キャプションと出典が入りきりませんでした",
    Note.SUMMARY_NONE: "要約なし：{cause}",
    Note.TEXT_NONE: "本文がありません",
    Note.TEXT_LITTLE: "本文だけでは内容が足りません",
    Note.TEXT_REPEATS: "本文がタイトルの繰り返しです",
    Note.TEXT_TIGHT: "タイトルと並べて収まる文がありません",
    Note.TITLE_CUT: "タイトルを {before} 文字から {after} 文字に縮めました",
    Note.COMMENT_CUT: "コメントを縮めました",
    Note.UNLINKED: "「{text}」は、X でリンクにならない書き方に変えました（リンクになると課金され、記事の代わりにカードに表示されるため）",
    Note.MENTION: "{name} は「{written}」と書き換えました。X は、相手の了承なしにメンションする投稿を拒否します",
    Note.CASHTAG: "{name} の $ を全角にしました。X のキャッシュタグは 1 投稿に 1 つまでです",
}
