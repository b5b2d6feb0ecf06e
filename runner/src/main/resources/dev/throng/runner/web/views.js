// The views below the tiles: requests, failures, stages, workers, log.
import { sparkline } from "./charts.js";
import { bytes, count, digits, duration, millis, NONE, share, stopwatch, time } from "./format.js";
import { make } from "./overview.js";
import { Table } from "./tables.js";

const element = (id) => document.getElementById(id);

const ms = (key, title, read, extra = {}) => ({ key, title, number: true, value: read, text: (row) => digits(read(row)), ...extra });
const counted = (key, title, read, extra = {}) => ({ key, title, number: true, value: read, text: (row) => count(read(row)), ...extra });

function method(cell, row) {
  if (cell.firstChild) return;
  const tag = make("span", "method", row.method);
  cell.append(tag, make("span", "name", row.name || "(no name)"));
  cell.title = row.user ? `${row.user}: ${row.method} ${row.name}` : row.name;
}

const TREND = 60;

const larger = (a, b) => (a == null ? b : b == null ? a : Math.max(a, b));

/** The whole run of each request name in a few points, for the lines in its row; the server has begun them by the same rule. */
class Trends {
  #byId = new Map();
  #step = 1;
  #ticks = 0;
  #size = 0;

  load(trends) {
    this.#byId.clear();
    this.#step = trends.step;
    this.#ticks = trends.ticks;
    for (const [id, ...values] of trends.rows) this.#byId.set(id, values);
    const points = Math.max(0, ...trends.rows.map((row) => row.length - 1));
    this.#size = points - (this.#ticks > 0 ? 1 : 0);
  }

  /** A tick's values, by row. */
  add(now) {
    if (this.#ticks === 0 && this.#size === TREND) this.#halve();
    now.forEach((value, id) => {
      const values = this.#byId.get(id) ?? [];
      values[this.#size] = larger(values[this.#size], value);
      this.#byId.set(id, values);
    });
    this.#ticks++;
    if (this.#ticks === this.#step) {
      this.#ticks = 0;
      this.#size++;
    }
  }

  #halve() {
    this.#byId.forEach((values, id) => this.#byId.set(id, Array.from({ length: TREND / 2 }, (_, i) => larger(values[2 * i], values[2 * i + 1]))));
    this.#size = TREND / 2;
    this.#step *= 2;
  }

  of(id) {
    return Array.from(this.#byId.get(id) ?? [], (value) => value ?? null);
  }
}

const answered = (statuses) => {
  if (statuses.length < 2) return statuses.map((row) => row.status).join("");
  return statuses.map((row) => `${row.status} ×${count(row.requests)}`).join(" · ");
};

export class Requests {
  #trends = new Trends();
  #latest = new Map();
  #table;

  constructor() {
    const trend = (cell) => {
      if (!cell.firstChild) cell.append(make("canvas", "trend"));
    };
    this.#table = new Table(element("panel-requests"), {
      label: "Requests by name", sort: "requests", empty: "No requests yet.",
      hint: "Times in milliseconds since the start, rates of the last ten seconds",
      search: (row) => `${row.method} ${row.name} ${row.user}`,
      onDraw: (rows) => this.#draw(rows),
      columns: [
        { key: "request", title: "Request", value: (row) => row.name, render: method },
        { key: "user", title: "User", value: (row) => row.user, wide: true, wider: true },
        counted("requests", "Requests", (row) => row.totals.requests, { wide: true, help: "Judged; those of the warm-up are not among them" }),
        { key: "failed", title: "Failed", number: true, value: (row) => row.totals.failureRate, text: (row) => (row.totals.failures === 0 ? "0" : share(row.totals.failureRate)), className: (row) => (row.totals.failures > 0 ? "bad" : "quiet") },
        { key: "status", title: "Status", wide: true, value: (row) => row.totals.statuses.length, text: (row) => answered(row.totals.statuses), help: "Answers by status" },
        ms("rps", "Per second", (row) => row.recent.rps, { help: "Last ten seconds" }),
        ms("p50", "Median", (row) => row.totals.p50, { wide: true, help: "Milliseconds" }),
        ms("p95", "p95", (row) => row.totals.p95, { help: "Milliseconds" }),
        ms("p99", "p99", (row) => row.totals.p99, { wide: true, help: "Milliseconds" }),
        ms("mean", "Mean", (row) => row.totals.mean, { wide: true, wider: true, help: "Milliseconds" }),
        ms("min", "Min", (row) => row.totals.min, { wide: true, wider: true, help: "Milliseconds" }),
        ms("max", "Max", (row) => row.totals.max, { wide: true, help: "Milliseconds" }),
        { key: "size", title: "Size", number: true, wide: true, wider: true, value: (row) => row.totals.bytes, text: (row) => bytes(row.totals.bytes), help: "Mean response" },
        { key: "trend", title: "p95 over time", wide: true, render: trend },
      ],
    });
  }

  set visible(visible) {
    this.#table.visible = visible;
  }

  get search() {
    return this.#table.input;
  }

  load(rows, trends) {
    this.#table.clear();
    this.#latest.clear();
    this.#trends.load(trends);
    this.#show(rows);
  }

  /** @param head with the figures of all names; null when no time has passed */
  update(rows, head) {
    this.#show(rows);
    if (!head) return;
    this.#latest.set(-1, head.recent.p95);
    this.#trends.add(this.#latest);
  }

  #show(rows) {
    rows.forEach((row) => this.#latest.set(row.id, row.recent.requests > 0 ? row.recent.p95 : null));
    this.#table.update(rows.map((row) => [row.id, row]));
  }

  total(head) {
    this.#table.pin({ id: -1, user: "", name: "All requests", method: "", totals: head.totals, recent: head.recent, warmup: head.warmupRequests });
  }

  #draw(rows) {
    for (const row of rows) sparkline(row.element.querySelector("canvas"), this.#trends.of(row.data.id), "--series-p95");
  }
}

const KINDS = {
  DNS: "Name not resolved", CONNECT: "Not connected", TLS: "TLS", REQUEST: "Request not formed", GENERATOR: "Generator's limit",
  RESET: "Connection broke", TIMEOUT: "Timeout", PROTOCOL: "Not HTTP", STATUS: "Status", CHECK: "Check", CAPTURE: "Capture",
  REDIRECT: "Redirect",
};

export class Failures {
  #rows = new Map();
  #table;

  constructor() {
    this.#table = new Table(element("panel-failures"), {
      label: "Failures", sort: "occurrences", empty: "No failures so far.",
      search: (row) => `${row.method} ${row.name} ${row.message} ${KINDS[row.kind]}`,
      columns: [
        { key: "request", title: "Request", value: (row) => row.name, render: method },
        { key: "kind", title: "Kind", value: (row) => KINDS[row.kind] ?? row.kind, wide: true },
        { key: "message", title: "Message", value: (row) => row.message },
        counted("occurrences", "Times", (row) => row.occurrences + row.warmup),
        { key: "first", title: "First", number: true, wide: true, value: (row) => row.first, text: (row) => time(row.first) },
        { key: "last", title: "Last", number: true, wide: true, value: (row) => row.last, text: (row) => time(row.last) },
      ],
    });
  }

  set visible(visible) {
    this.#table.visible = visible;
  }

  load(rows) {
    this.#rows.clear();
    this.#table.clear();
    this.update(rows);
  }

  update(rows) {
    rows.forEach((row) => this.#rows.set(row.id, row));
    this.#table.update(rows.map((row) => [row.id, row]));
    if (rows.length > 0 || this.#rows.size === 0) this.#showKinds();
  }

  /** @return how many different ones there are */
  get size() {
    return this.#rows.size;
  }

  #showKinds() {
    const sums = new Map();
    for (const row of this.#rows.values()) sums.set(row.kind, (sums.get(row.kind) ?? 0) + row.occurrences + row.warmup);
    const all = [...sums.values()].reduce((sum, value) => sum + value, 0);
    element("kinds").replaceChildren(...[...sums].sort((a, b) => b[1] - a[1]).map(([kind, sum]) => {
      const box = make("div", "breakdown");
      const bar = make("i");
      bar.style.width = `${(100 * sum) / all}%`;
      const track = make("div", "track");
      track.append(bar);
      box.append(make("span", "", KINDS[kind] ?? kind), track, make("b", "", count(sum)));
      return box;
    }));
  }
}

export class Stages {
  #phases = [];
  #now = -1;
  #table;

  constructor() {
    const figure = (read) => (row) => (row.figures ? read(row.figures) : null);
    this.#table = new Table(element("panel-stages"), {
      label: "Stages", sort: "stage", ascending: true, empty: "No stages.",
      columns: [
        { key: "stage", title: "Stage", value: (row) => row.index, text: (row) => row.name, className: (row) => (row.index === this.#now ? "now" : "") },
        { key: "judged", title: "Judged", value: (row) => (row.judged ? 1 : 0), text: (row) => (row.judged ? "yes" : "no"), wide: true, className: (row) => (row.judged ? "" : "quiet") },
        { key: "from", title: "From", number: true, wide: true, value: (row) => row.from, text: (row) => stopwatch(row.from) },
        { key: "length", title: "Length", number: true, wide: true, value: (row) => (row.to ?? Infinity) - row.from, text: (row) => (row.to === null ? "open" : duration(row.to - row.from)) },
        counted("requests", "Requests", figure((f) => f.requests)),
        ms("rps", "Per second", figure((f) => f.rps), { wide: true }),
        { key: "failed", title: "Failed", number: true, value: figure((f) => f.failureRate), text: (row) => (row.figures ? share(row.figures.failureRate) : NONE), className: (row) => (row.figures?.failures > 0 ? "bad" : "quiet") },
        ms("p50", "Median", figure((f) => f.p50)), ms("p95", "p95", figure((f) => f.p95)), ms("p99", "p99", figure((f) => f.p99), { wide: true }),
        ms("max", "Max", figure((f) => f.max), { wide: true }),
      ],
    });
  }

  set visible(visible) {
    this.#table.visible = visible;
  }

  load(phases) {
    this.#phases = phases;
    this.#table.clear();
  }

  update(begun, now) {
    this.#now = now;
    const byIndex = new Map(begun);
    this.#table.update(this.#phases.map((phase, index) => [index, { ...phase, index, figures: byIndex.get(index) ?? null }]));
  }
}

function bar(read, alarming = 2) {
  return (cell, row) => {
    if (!cell.firstChild) {
      const track = make("div", "track");
      track.append(make("i"));
      cell.append(make("span", "value"), track);
    }
    const value = read(row);
    cell.firstChild.textContent = share(value);
    cell.querySelector("i").style.width = `${Math.min(100, Math.max(0, value * 100))}%`;
    cell.querySelector(".track").className = `track ${value > alarming ? "bad" : ""}`;
  };
}

export class Workers {
  #numbers = new Map();
  #all = 1;
  #table;

  constructor() {
    this.#table = new Table(element("panel-workers"), {
      label: "Workers", sort: "worker", ascending: true, empty: "No worker yet.",
      columns: [
        { key: "worker", title: "Worker", value: (row) => row.name },
        { key: "state", title: "State", value: (row) => row.state, className: (row) => (row.state === "lost" ? "bad" : "") },
        counted("users", "Users", (row) => row.users),
        { key: "share", title: "Share", number: true, wide: true, value: (row) => row.rps / this.#all, render: bar((row) => row.rps / this.#all), help: "Of the requests in the last second" },
        ms("rps", "Requests/s", (row) => row.rps),
        { key: "cpu", title: "CPU", number: true, value: (row) => row.cpu, render: bar((row) => row.cpu, 0.9) },
        { key: "memory", title: "Memory", number: true, wide: true, value: (row) => row.memory, text: (row) => bytes(row.memory) },
        { key: "offset", title: "Clock", number: true, wide: true, value: (row) => row.offset, text: (row) => millis(row.offset), help: "The master's clock minus the worker's" },
      ],
    });
  }

  set visible(visible) {
    this.#table.visible = visible;
  }

  update(rows) {
    this.#all = Math.max(1e-9, rows.reduce((sum, row) => sum + row.rps, 0));
    this.#table.update(rows.map((row) => {
      if (!this.#numbers.has(row.name)) this.#numbers.set(row.name, this.#numbers.size);
      return [this.#numbers.get(row.name), row];
    }));
  }

  health(health) {
    const facts = [
      ["Generator", health.healthy ? "keeps up" : "is the bottleneck", health.healthy ? "good" : "bad"],
      ["Busiest loop", share(health.busiestLoop), health.busiestLoop > 0.9 ? "bad" : ""],
      ["CPU", share(health.cpu), health.cpu > 0.9 ? "bad" : ""],
      ["Timers late, p99", millis(health.lagP99), !health.healthy && health.lagP99 > 20 ? "bad" : ""],
    ];
    element("health").replaceChildren(...facts.map(([title, value, kind]) => {
      const box = make("div", `fact ${kind}`);
      box.append(make("span", "", title), make("b", "", value));
      return box;
    }));
  }
}

/** Loads side by side, apart; most runs have one. */
export class Loads {
  #table;

  constructor() {
    this.#table = new Table(element("loads"), {
      label: "Loads side by side", sort: "load", ascending: true, empty: "",
      columns: [
        { key: "load", title: "Load", value: (row) => row.name },
        { key: "intended", title: "Intended", value: (row) => row.intended },
        counted("requests", "Requests", (row) => row.totals.requests),
        { key: "failed", title: "Failed", number: true, value: (row) => row.totals.failureRate, text: (row) => (row.totals.failures === 0 ? "0" : share(row.totals.failureRate)), className: (row) => (row.totals.failures > 0 ? "bad" : "quiet") },
        ms("rps", "Per second", (row) => row.recent.rps),
        ms("p50", "Median", (row) => row.totals.p50),
        ms("p95", "p95", (row) => row.totals.p95),
        ms("p99", "p99", (row) => row.totals.p99),
        ms("max", "Max", (row) => row.totals.max),
      ],
    });
  }

  set visible(visible) {
    this.#table.visible = visible;
  }

  update(rows) {
    element("loads").hidden = rows.length === 0;
    this.#table.update(rows.map((row, index) => [index, row]));
  }
}

/** What the scenario measures beside its requests; there is nothing to see of it in most runs. */
export class Own {
  #numbers = new Map();
  #table;

  constructor() {
    const spread = (read) => (row) => (["counter", "rate", "check"].includes(row.kind) ? null : read(row));
    const value = (row, number) => (number == null ? "" : row.kind === "group" || row.kind === "time" ? millis(number) : digits(number));
    const figure = (key, title, read) => ({ key, title, number: true, value: read, text: (row) => value(row, read(row)) });
    this.#table = new Table(element("own"), {
      label: "Groups, checks and metrics of the scenario's own", sort: "name", ascending: true, empty: "",
      columns: [
        { key: "name", title: "Measured", value: (row) => row.name },
        { key: "kind", title: "Kind", value: (row) => row.kind },
        counted("count", "Count", (row) => row.count),
        { key: "failed", title: "Failed", number: true, value: (row) => row.failed, text: (row) => (row.kind === "group" || row.kind === "check" ? count(row.failed) : ""), className: (row) => (row.failed > 0 ? "bad" : "") },
        { key: "sum", title: "Sum or share", number: true, value: (row) => (row.kind === "rate" || row.kind === "check" ? row.mean : row.sum), text: (row) => (row.kind === "rate" || row.kind === "check" ? share(row.mean) : row.kind === "counter" ? digits(row.sum) : "") },
        figure("mean", "Mean", spread((row) => row.mean)),
        figure("p50", "Median", spread((row) => row.p50)),
        figure("p95", "p95", spread((row) => row.p95)),
        figure("max", "Max", spread((row) => row.max)),
      ],
    });
  }

  set visible(visible) {
    this.#table.visible = visible;
  }

  update(rows) {
    element("own").hidden = rows.length === 0;
    this.#table.update(rows.map((row) => {
      const key = `${row.kind} ${row.name}`;
      if (!this.#numbers.has(key)) this.#numbers.set(key, this.#numbers.size);
      return [this.#numbers.get(key), row];
    }));
  }
}

const MOST_LINES = 500;

export class Log {
  #next = 0;

  load(lines) {
    element("log").replaceChildren();
    this.#next = 0;
    this.add(lines);
  }

  /** Newest first. */
  add(lines) {
    const list = element("log");
    for (const line of lines) {
      if (line.number < this.#next) continue;
      this.#next = line.number + 1;
      const item = make("li", line.level.toLowerCase());
      const at = make("time", "", time(line.at));
      at.dateTime = new Date(line.at).toISOString();
      item.append(at, make("span", "", line.text));
      list.prepend(item);
    }
    while (list.children.length > MOST_LINES) list.lastElementChild.remove();
  }
}
