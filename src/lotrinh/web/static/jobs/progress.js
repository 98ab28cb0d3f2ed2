// The page of a running job: asks how far it is and, when it has ended, shows the page's final state.
const box = document.getElementById("viec");
const bar = box.querySelector("progress");
const part = (name) => box.querySelector(`[data-part="${name}"]`);
let pause = 300;

async function look() {
  let now;
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    now = await answer.json();
  } catch {
    setTimeout(look, 3000); // the server restarts or the line is down: the job goes on
    return;
  }
  if (now.ended) {
    location.replace(now.url && now.state === "done" ? now.url : location.href);
    return;
  }
  part("word").textContent = now.word;
  part("step").textContent = now.step ? `: ${now.step}` : "";
  if (now.total) {
    bar.max = now.total;
    bar.value = now.done;
  } else {
    bar.removeAttribute("value");
  }
  pause = Math.min(pause * 1.3, 2000);
  setTimeout(look, pause);
}

look();
