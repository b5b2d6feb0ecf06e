// Asking people, and doing what they ask for.

const element = (id) => document.getElementById(id);

/** Sends a change; gives what went wrong in words, or null. */
export async function change(path, fields = []) {
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
  #settings = element("load-settings");

  constructor() {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#form.querySelector("[data-close]").addEventListener("click", () => this.#dialog.close());
  }

  /** @param running whether it is a change rather than a start */
  open({ running, users, target, settings }) {
    element("load-title").textContent = running ? "Edit the load" : "Start the run";
    element("load-submit").textContent = running ? "Change" : "Start";
    element("load-hint").textContent = running ? "The users there are go on; others come or leave at this rate." : `Against ${target}`;
    if (running) this.#form.elements.user_count.value = users;
    // What was typed for the last run is kept; the scenario's own options are said before a run only.
    if (this.#settings.childElementCount === 0) this.#settings.append(...settings.map(asked));
    this.#settings.hidden = running;
    for (const field of this.#settings.querySelectorAll("input, select")) field.disabled = running;
    this.#error.hidden = true;
    this.#dialog.showModal();
    this.#form.elements.user_count.select();
  }

  async #send() {
    const failed = await change("swarm", new FormData(this.#form));
    this.#error.textContent = failed ?? "";
    this.#error.hidden = failed === null;
    if (failed === null) this.#dialog.close();
  }
}

/** A field for one of the scenario's own options. */
function asked(setting) {
  const label = document.createElement("label");
  label.append(setting.name.replaceAll("_", " "), " ");
  const hint = document.createElement("span");
  hint.className = "optional";
  hint.textContent = setting.help;
  const choices = setting.kind === "SWITCH" ? ["true", "false"] : setting.choices;
  const field = document.createElement(choices.length > 0 ? "select" : "input");
  for (const choice of choices) field.append(new Option(setting.kind === "SWITCH" ? { true: "yes", false: "no" }[choice] : choice, choice, choice === setting.value, choice === setting.value));
  if (choices.length > 0 && !choices.includes(setting.value) && setting.kind !== "SEVERAL") field.prepend(new Option("", "", true, true));
  if (setting.kind === "SEVERAL" && choices.length > 0) {
    field.multiple = true;
    for (const option of field.options) option.selected = setting.value.split(",").includes(option.value);
  }
  field.name = setting.name;
  field.required = setting.required;
  if (choices.length === 0) {
    field.type = setting.kind === "SECRET" ? "password" : "text";
    field.autocomplete = "off";
    field.value = setting.value;
    if (setting.kind === "SECRET") {
      field.required = false;
      field.placeholder = "as it is";
    }
  }
  label.append(hint, field);
  return label;
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
