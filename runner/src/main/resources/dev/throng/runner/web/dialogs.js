// Asking people, and doing what they ask for.

const element = (id) => document.getElementById(id);

/** Sends a change; gives what went wrong in words, or null. */
export async function change(path, fields = {}) {
  try {
    const answer = await fetch(path, { method: "POST", body: new URLSearchParams(fields), redirect: "error" });
    const text = await answer.text();
    if (!answer.ok) return text.trim() || `Refused (${answer.status})`;
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      const said = JSON.parse(text);
      return said.success === false ? said.message : null;
    }
    return null;
  } catch {
    return "The run's process did not answer";
  }
}

export class LoadDialog {
  #dialog = element("load-dialog");
  #form = element("load-form");
  #error = element("load-error");

  constructor() {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#form.querySelector("[data-close]").addEventListener("click", () => this.#dialog.close());
  }

  /** @param running whether it is a change rather than a start */
  open({ running, users, target }) {
    element("load-title").textContent = running ? "Edit the load" : "Start the run";
    element("load-submit").textContent = running ? "Change" : "Start";
    element("load-hint").textContent = running ? "The users there are go on; others come or leave at this rate." : `Against ${target}`;
    if (running) this.#form.elements.user_count.value = users;
    this.#error.hidden = true;
    this.#dialog.showModal();
    this.#form.elements.user_count.select();
  }

  async #send() {
    const failed = await change("swarm", Object.fromEntries(new FormData(this.#form)));
    this.#error.textContent = failed ?? "";
    this.#error.hidden = failed === null;
    if (failed === null) this.#dialog.close();
  }
}

/** Resolves to whether the answer was yes. */
export function ask(title, text, yes) {
  const dialog = element("ask-dialog");
  element("ask-title").textContent = title;
  element("ask-text").textContent = text;
  element("ask-yes").textContent = yes;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
