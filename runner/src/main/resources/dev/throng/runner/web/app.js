// The live page: listens to the run and shows it. Everything that comes from the run is put in as text, never as markup.
import { Charts } from "./charts.js";
import { ask, change, LoadDialog } from "./dialogs.js";
import { failureRow, figures, loadRow, logLine, nameRow, ownRow, phaseOf, workerRow } from "./figures.js";
import { Clock, make, showNotices, showState, showThresholds, Tiles } from "./overview.js";
import { Failures, Loads, Log, Own, Requests, Stages, Workers } from "./views.js";

const element = (id) => document.getElementById(id);

const VIEWS = ["overview", "requests", "failures", "stages", "workers", "log"];
const TITLES = { overview: "Overview", requests: "Requests", failures: "Failures", stages: "Stages", workers: "Workers", log: "Log" };

const charts = new Charts(element("charts"));
const tiles = new Tiles();
const clock = new Clock();
const loads = new Loads();
const own = new Own();
const requests = new Requests();
const failures = new Failures();
const stages = new Stages();
const workers = new Workers();
const log = new Log();
const loadDialog = new LoadDialog();

let run = null;
let head = null;
let connection = "open";
let view = "overview";

// Views

const tabs = VIEWS.map((name, index) => {
  const tab = make("button", "tab", TITLES[name]);
  tab.type = "button";
  tab.id = `tab-${name}`;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", `panel-${name}`);
  element(`panel-${name}`).setAttribute("aria-labelledby", tab.id);
  tab.title = `${TITLES[name]} (${index + 1})`;
  tab.append(make("span", "badge"));
  tab.addEventListener("click", () => open(name));
  element("tabs").append(tab);
  return tab;
});
element("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = VIEWS[(VIEWS.indexOf(view) + step + VIEWS.length) % VIEWS.length];
  open(next);
  element(`tab-${next}`).focus();
});

function open(name) {
  view = name;
  VIEWS.forEach((candidate, index) => {
    const chosen = candidate === name;
    tabs[index].setAttribute("aria-selected", chosen);
    tabs[index].tabIndex = chosen ? 0 : -1;
    element(`panel-${candidate}`).hidden = !chosen;
    if (chosen) tabs[index].scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  charts.visible = name === "overview";
  requests.visible = name === "requests";
  loads.visible = name === "requests";
  own.visible = name === "requests";
  failures.visible = name === "failures";
  stages.visible = name === "stages";
  workers.visible = name === "workers";
  history.replaceState(null, "", name === "overview" ? location.pathname : `#${name}`);
}

function badge(name, text) {
  const label = element(`tab-${name}`).querySelector(".badge");
  if (label.textContent !== text) label.textContent = text;
}

// What comes from the run

const APPLY = {
  whole(frame) {
    run = frame.run;
    run.phases = run.phases.map(phaseOf);
    element("name").textContent = run.name;
    element("target").textContent = run.target;
    clock.load(run.phases);
    stages.load(run.phases);
    requests.load(frame.names.map(nameRow), frame.trends);
    failures.load(frame.failures.map(failureRow));
    log.load(frame.log.map(logLine));
    charts.load(frame.chart, run.phases);
    state(frame);
  },
  tick(frame) {
    requests.update(frame.names.map(nameRow), frame.point ? { recent: figures(frame.head.recent) } : null);
    failures.update(frame.failures.map(failureRow));
    log.add(frame.log.map(logLine));
    if (frame.point) charts.add(frame.point);
    state(frame);
  },
  log(frame) {
    log.add(frame.log.map(logLine));
  },
};

function state(frame) {
  head = frame.head;
  head.totals = figures(head.totals);
  head.recent = figures(head.recent);
  requests.total(head);
  loads.update(head.loads.map(loadRow));
  own.update(head.own.map(ownRow));
  stages.update(frame.phases.map(([index, values]) => [index, figures(values)]), head.phase);
  workers.update(frame.workers.map(workerRow));
  workers.health(head.health);
  show();
}

function show() {
  showNotices(run, head, connection);
  if (!run || !head) return;
  showState(run, head);
  clock.show(head);
  tiles.show(head, charts);
  showThresholds(head.thresholds);
  badge("failures", failures.size > 0 ? String(failures.size) : "");
  badge("workers", head.workersLost > 0 ? String(head.workersLost) : "");
  const over = head.state === "STOPPED";
  const waits = head.state === "READY";
  element("start").hidden = !run.interactive || (over && !run.repeatable);
  element("start").textContent = waits ? "Start" : over ? "New run" : "Edit";
  element("start").className = waits || over ? "button primary" : "button";
  element("reset").hidden = !run.interactive || waits || over;
  element("stop").hidden = waits || over || head.state === "STOPPING";
  showWelcome(waits);
}

function showWelcome(waits) {
  const welcome = element("welcome");
  welcome.hidden = !waits;
  element("charts").hidden = waits && charts.size === 0;
  if (!waits || welcome.childElementCount > 0) return;
  const words = run.interactive ? "Say how many users there are to be, and how many start per second." : "It starts as soon as everything is there.";
  welcome.append(make("h2", "", run.interactive ? "Ready when you are" : "Getting ready"), make("p", "", words));
  if (run.interactive) {
    const button = make("button", "button primary", "Start the run");
    button.type = "button";
    button.addEventListener("click", openLoad);
    welcome.append(button);
  }
}

function listen() {
  const events = new EventSource("events");
  events.onmessage = (event) => {
    const frame = JSON.parse(event.data);
    connection = "open";
    APPLY[frame.kind](frame);
  };
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    connection = head?.state === "STOPPED" || run?.verdict ? "over" : "lost";
    show();
  };
}

// What people do

function openLoad() {
  if (!run || element("start").hidden) return;
  loadDialog.open({ running: !["READY", "STOPPED"].includes(head.state), users: head.intendedUsers, target: run.target, settings: run.settings });
}

async function stop() {
  if (element("stop").hidden) return;
  const text = run.interactive ? "Requests in flight end, users leave. What was measured stays." : "It ends before its own end, so there is no verdict. What was measured stays.";
  if (await ask("Stop the run?", text, "Stop")) {
    const failed = await change("stop");
    if (failed) showNotices({ verdict: { outcome: "UNKNOWN", message: failed } }, head, connection);
  }
}

async function reset() {
  if (await ask("Reset the statistics?", "What was measured until now is forgotten; the load goes on.", "Reset")) await change("stats/reset");
}

function turnTheme() {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("throng-theme", root.dataset.theme);
  } catch {
    // Then it lasts as long as the page.
  }
  charts.redraw();
  show();
}

element("start").addEventListener("click", openLoad);
element("stop").addEventListener("click", stop);
element("reset").addEventListener("click", reset);
element("theme").addEventListener("click", turnTheme);
element("help").addEventListener("click", () => element("help-dialog").showModal());
document.addEventListener("click", (event) => {
  const menu = element("downloads");
  if (menu.open && (!menu.contains(event.target) || event.target.closest("a"))) menu.open = false;
});

const KEYS = {
  "/": () => { open("requests"); requests.search.focus(); },
  s: openLoad, x: stop, d: turnTheme, "?": () => element("help-dialog").showModal(),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const action = VIEWS[Number(event.key) - 1] ? () => open(VIEWS[Number(event.key) - 1]) : KEYS[event.key.length === 1 ? event.key.toLowerCase() : ""];
  if (action) {
    event.preventDefault();
    action();
  }
});

open(VIEWS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "overview");
listen();
