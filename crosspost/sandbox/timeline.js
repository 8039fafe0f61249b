const live = document.getElementById("live");

function localise() {
  const full = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" };
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit" };
  for (const time of live.querySelectorAll("time")) {
    const options = time.className === "clock" ? clock : full;
    time.textContent = new Date(time.dateTime).toLocaleString(undefined, options);
    time.title = new Date(time.dateTime).toLocaleString();
  }
}

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(`/sandbox/timeline?revision=${live.dataset.revision}`);
  if (answer.status !== 200) return;
  const opened = [...live.querySelectorAll("details[open]")].map((d) => d.id);
  const focused = document.activeElement?.id;
  live.innerHTML = await answer.text();
  live.dataset.revision = answer.headers.get("x-revision");
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  localise();
}

localise();
setInterval(() => refresh().catch(() => {}), 1500);
