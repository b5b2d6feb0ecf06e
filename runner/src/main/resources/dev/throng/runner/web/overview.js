// What is above the views: the state, the clock, the tiles, the thresholds, and what needs attention.
import { sparkline } from "./charts.js";
import { count, digits, duration, millisParts, NONE, share, short, stopwatch } from "./format.js";

const element = (id) => document.getElementById(id);

export function make(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== "") made.textContent = text;
  return made;
}

const STATES = {
  READY: ["Ready", ""], WAITING_FOR_WORKERS: ["Waiting for workers", "warn"], WARMING_UP: ["Warming up", "busy"],
  RUNNING: ["Running", "busy"], STOPPING: ["Stopping", "warn"], STOPPED: ["Stopped", ""],
};
const OUTCOMES = { PASSED: ["Passed", "good"], FAILED: ["Failed", "bad"], UNKNOWN: ["No verdict", "warn"] };

export function showState(run, head) {
  const [text, kind] = run.verdict ? OUTCOMES[run.verdict.outcome] : STATES[head.state];
  const pill = element("state");
  if (pill.textContent !== text) pill.textContent = text;
  pill.className = `pill ${kind}`;
  document.title = `${text} · ${run.name} · Throng`;
}

/** The stages as a bar that fills, and the clock below it. */
export class Clock {
  #bar = element("stages");
  #segments = [];
  #phases = [];

  load(phases) {
    this.#phases = phases.filter((phase) => phase.to !== null);
    this.#bar.replaceChildren();
    this.#segments = this.#phases.map((phase) => {
      const segment = make("div", phase.judged ? "segment" : "segment warmup");
      segment.style.flexGrow = Math.max(0.001, phase.to - phase.from);
      segment.title = `${phase.name}: ${stopwatch(phase.from)} – ${stopwatch(phase.to)}${phase.judged ? "" : ", not judged"}`;
      segment.append(make("i"), make("span", "", this.#phases.length > 1 ? phase.name : ""));
      this.#bar.append(segment);
      return segment;
    });
    this.#bar.hidden = this.#segments.length === 0;
  }

  show(head) {
    this.#phases.forEach((phase, index) => {
      const done = Math.min(1, Math.max(0, (head.elapsed - phase.from) / (phase.to - phase.from)));
      const segment = this.#segments[index];
      segment.firstElementChild.style.width = `${done * 100}%`;
      segment.classList.toggle("now", done > 0 && done < 1);
    });
    const begun = head.elapsed > 0;
    element("clock").textContent = begun ? `${duration(head.elapsed)}${head.phaseName && this.#phases.length > 1 ? ` · ${head.phaseName}` : ""}` : "";
    element("remaining").textContent = begun && head.length !== null && head.state !== "STOPPED" ? `${duration(Math.max(0, head.length - head.elapsed))} to go` : "";
  }
}

const TILES = [
  {
    title: "Users", color: "--series-users", column: "users",
    value: (head) => [count(head.users), ""],
    note: (head) => (head.state === "STOPPED" ? "at the end" : head.intendedRate > 0 ? `${digits(head.intendedRate)}/s intended` : `${count(head.intendedUsers)} intended`),
  },
  {
    title: "Requests", color: "--series-rate", column: "rps",
    value: (head) => [digits(head.recent.rps), "/s"],
    note: (head) => `${short(head.totals.requests)} in all${head.warmupRequests > 0 ? `, ${short(head.warmupRequests)} warm-up` : ""}`,
  },
  {
    title: "Failed", color: "--series-fail", column: "failures",
    value: (head) => [share(head.totals.failureRate).replace(" %", ""), "%"],
    note: (head) => `${short(head.totals.failures)} · ${digits(head.recent.failuresPerSecond)}/s`,
    kind: (head) => (head.totals.failureRate >= 0.01 ? "bad" : ""),
  },
  {
    title: "Median", color: "--series-p95", column: "p50",
    value: (head) => millisParts(head.recent.p50), note: (head) => since(head.totals.p50),
  },
  {
    title: "p95", color: "--series-p95", column: "p95",
    value: (head) => millisParts(head.recent.p95), note: (head) => since(head.totals.p95),
  },
  {
    title: "p99", color: "--series-p95", column: "p99",
    value: (head) => millisParts(head.recent.p99), note: (head) => since(head.totals.p99),
  },
  {
    title: "Late, dropped", color: "--series-late", column: "late",
    value: (head) => [short(head.late + head.dropped), ""],
    note: (head) => (head.late + head.dropped === 0 ? "all starts on time" : `${short(head.late)} late · ${short(head.dropped)} dropped`),
    kind: (head) => (head.dropped > 0 ? "warn" : ""),
  },
];

const since = (value) => {
  const [number, unit] = millisParts(value);
  return number === NONE ? "last 10 s" : `${number} ${unit} overall`;
};

const SPARK_POINTS = 120;

export class Tiles {
  #tiles;

  constructor() {
    this.#tiles = TILES.map((tile) => {
      const box = make("div", "tile");
      const value = make("div", "value");
      const number = make("b");
      const unit = make("span");
      value.append(number, unit);
      const note = make("div", "note");
      const spark = make("canvas", "spark");
      box.append(make("h2", "", tile.title), value, note, spark);
      element("tiles").append(box);
      return { tile, box, number, unit, note, spark };
    });
  }

  show(head, charts) {
    const begun = head.elapsed > 0 || head.totals.requests > 0;
    for (const { tile, box, number, unit, note, spark } of this.#tiles) {
      const [text, of] = begun ? tile.value(head) : [NONE, ""];
      number.textContent = text;
      unit.textContent = text === NONE ? "" : of;
      note.textContent = begun ? tile.note(head) : "\u00a0";
      box.className = `tile ${begun ? (tile.kind?.(head) ?? "") : "idle"}`;
      sparkline(spark, charts.column(tile.column).slice(-SPARK_POINTS), tile.color);
    }
  }
}

export function showThresholds(thresholds) {
  const section = element("thresholds");
  section.hidden = thresholds.length === 0;
  section.replaceChildren(...thresholds.map((threshold) => {
    const kind = !threshold.known ? "" : threshold.holding ? "good" : "bad";
    const box = make("div", `threshold ${kind}`);
    box.append(make("i", "mark", !threshold.known ? "–" : threshold.holding ? "✓" : "✕"));
    const words = make("div");
    words.append(make("b", "", threshold.expression));
    if (threshold.name) words.append(make("span", "of", threshold.name));
    box.append(words, make("span", "measured", threshold.measured));
    box.title = threshold.known ? (threshold.holding ? "holds so far" : "is missed") : "nothing measured yet";
    return box;
  }));
}

function notice(kind, title, lines) {
  const box = make("div", `notice ${kind}`);
  box.append(make("b", "", title));
  lines.forEach((line) => box.append(make("p", "", line.charAt(0).toUpperCase() + line.slice(1))));
  return box;
}

/** @param connection "open", "lost" or "over" */
export function showNotices(run, head, connection) {
  const notices = [];
  if (connection === "lost") notices.push(notice("warn", "Connection lost", ["Trying again; the run goes on without this page."]));
  if (connection === "over") notices.push(notice("", "The process has ended", ["What you see is its last state."]));
  if (run?.verdict) {
    const kind = OUTCOMES[run.verdict.outcome][1];
    notices.push(notice(kind, OUTCOMES[run.verdict.outcome][0], [run.verdict.message]));
  }
  if (head && !head.health.healthy) notices.push(notice("bad", "The generator is the bottleneck: these figures say little about the target", head.health.reasons));
  if (head && head.workersLost > 0) notices.push(notice("warn", head.workersLost === 1 ? "A worker is lost" : `${head.workersLost} workers are lost`, []));
  if (head && head.health.warnings.length > 0 && head.health.healthy) notices.push(notice("", "Worth knowing", head.health.warnings));
  const key = notices.map((box) => box.className + box.textContent).join("\n");
  const root = element("notices");
  if (root.dataset.key !== key) {
    root.dataset.key = key;
    root.replaceChildren(...notices);
  }
}

