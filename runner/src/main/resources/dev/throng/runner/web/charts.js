// The charts over time: one column each of the run's history, drawn by uPlot, with the stages behind them.
import { digits, millis, short, stopwatch } from "./format.js";

/** The columns of a point, in the server's order, and how two of them become one. */
const last = (a, b) => b ?? a;
const mean = (a, b) => (a === null || b === null ? (b ?? a) : (a + b) / 2);
const most = (a, b) => (a === null || b === null ? (b ?? a) : Math.max(a, b));
export const COLUMNS = {
  second: 0, users: 1, intendedUsers: 2, rps: 3, failures: 4, p50: 5, p95: 6, p99: 7, late: 8, dropped: 9,
  intendedRate: 10, cpu: 11, loop: 12,
};
const MERGE = [last, last, last, mean, mean, mean, most, most, mean, mean, last, mean, most];
const MOST_POINTS = 7200;

const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];

const perSecond = (value) => (value === null || value === undefined ? "–" : `${digits(value)}/s`);

const CHARTS = [
  {
    title: "Throughput", unit: "per second", format: perSecond, axis: plain.format,
    series: [
      { column: "rps", label: "requests", color: "--series-rate", fill: true },
      { column: "failures", label: "failures", color: "--series-fail", fill: true },
      { column: "intendedRate", label: "intended", color: "--series-intended", dash: [4, 4], optional: true },
    ],
  },
  {
    title: "Response time", unit: "last 10 s", format: millis, axis: (value) => (value < 1000 ? `${plain.format(value)} ms` : `${plain.format(value / 1000)} s`),
    series: [
      { column: "p50", label: "median", color: "--series-p50" },
      { column: "p95", label: "p95", color: "--series-p95" },
      { column: "p99", label: "p99", color: "--series-p99" },
    ],
  },
  {
    title: "Users", unit: "there, and as intended", format: short, axis: short,
    series: [
      { column: "users", label: "users", color: "--series-users", fill: true, step: true },
      { column: "intendedUsers", label: "intended", color: "--series-intended", dash: [4, 4], step: true },
    ],
  },
  {
    title: "Late and dropped starts", unit: "per second", format: perSecond, axis: plain.format, floor: 1,
    series: [
      { column: "late", label: "late", color: "--series-late", fill: true },
      { column: "dropped", label: "dropped", color: "--series-dropped", fill: true },
    ],
  },
];

/** Where the last value is, or the end: the workers' report of the last second may be a moment late. */
function lastKnown(column) {
  const end = column.length - 1;
  return end > 0 && column[end] === null && column[end - 1] !== null ? end - 1 : end;
}

/** A colour of the theme; asking the document for each line of each row would take longer than drawing them. */
const colors = new Map();
function color(name) {
  const key = `${document.documentElement.dataset.theme} ${name}`;
  if (!colors.has(key)) colors.set(key, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return colors.get(key);
}

export class Charts {
  #root;
  #data = Object.values(COLUMNS).map(() => []);
  #phases = [];
  #plots = [];
  #legends = [];
  #visible = true;
  #stale = false;

  constructor(root) {
    this.#root = root;
    new ResizeObserver(() => this.#resize()).observe(root);
  }

  /** Takes a whole history in place of the one that is shown. */
  load(columns, phases) {
    this.#data = columns;
    this.#phases = phases;
    this.redraw();
  }

  add(point) {
    point.forEach((value, column) => this.#data[column].push(value));
    if (this.#data[0].length > MOST_POINTS) this.#halve();
    this.#show();
  }

  get size() {
    return this.#data[0].length;
  }

  column(name) {
    return this.#data[COLUMNS[name]];
  }

  #halve() {
    this.#data = this.#data.map((values, column) => {
      const half = [];
      for (let i = 0; i + 1 < values.length; i += 2) half.push(MERGE[column](values[i], values[i + 1]));
      return half;
    });
  }

  /** Whether anybody can see them: nothing is drawn for nobody. */
  set visible(visible) {
    this.#visible = visible;
    if (visible && this.#stale) this.#show();
  }

  /** Makes them anew, in the colours of the day. */
  redraw() {
    this.#plots.forEach((plot) => plot.destroy());
    this.#root.replaceChildren();
    this.#legends = [];
    this.#plots = CHARTS.map((chart) => this.#make(chart));
    this.#show();
  }

  #show() {
    this.#stale = !this.#visible;
    if (!this.#visible) return;
    this.#plots.forEach((plot, index) => {
      const zoomed = plot.zoomed;
      plot.setData(this.#columnsOf(CHARTS[index]), !zoomed);
      if (zoomed) plot.redraw();
    });
  }

  #seriesOf(chart) {
    return chart.series.filter((series) => !series.optional || this.column(series.column).some((value) => value > 0));
  }

  #columnsOf(chart) {
    return [this.#data[0], ...chart.series.map((series) => this.column(series.column))];
  }

  #make(chart) {
    const box = document.createElement("figure");
    box.className = "chart";
    const caption = document.createElement("figcaption");
    const title = document.createElement("b");
    title.textContent = chart.title;
    const unit = document.createElement("span");
    unit.textContent = chart.unit;
    const legend = document.createElement("div");
    legend.className = "legend";
    const values = this.#seriesOf(chart).map((series) => {
      const entry = document.createElement("span");
      const swatch = document.createElement("i");
      swatch.style.background = color(series.color);
      const value = document.createElement("b");
      entry.append(swatch, series.label, value);
      legend.append(entry);
      return { series, value };
    });
    caption.append(title, unit, legend);
    const canvas = document.createElement("div");
    canvas.className = "plot";
    box.append(caption, canvas);
    this.#root.append(box);
    return this.#plot(chart, canvas, values);
  }

  #plot(chart, canvas, values) {
    const axis = {
      stroke: color("--faint"), grid: { stroke: color("--grid"), width: 1 }, ticks: { show: false },
      font: `11px ${color("--sans")}`, labelGap: 0,
    };
    const plot = new uPlot({
      width: Math.max(200, canvas.clientWidth), height: 190, padding: [8, 18, 0, 0], legend: { show: false },
      cursor: { sync: { key: "run" }, points: { size: 6 }, drag: { x: true, y: false } },
      select: { show: true },
      scales: {
        x: { time: false },
        y: { range: (u, low, high) => [0, Math.max(high ?? 0, chart.floor ?? 0, 1e-3) * 1.08] },
      },
      axes: [
        { ...axis, values: (u, splits) => splits.map(stopwatch), incrs: SECONDS, space: 60, size: 28 },
        { ...axis, values: (u, splits) => splits.map((value) => (value === 0 ? "0" : chart.axis(value))), size: 58 },
      ],
      series: [
        {},
        ...chart.series.map((series) => ({
          stroke: color(series.color), width: 1.5, dash: series.dash, points: { show: false }, spanGaps: true,
          fill: series.fill ? `color-mix(in srgb, ${color(series.color)} 12%, transparent)` : undefined,
          paths: series.step ? uPlot.paths.stepped({ align: 1 }) : undefined,
        })),
      ],
      hooks: {
        drawClear: [(u) => this.#drawPhases(u)],
        setCursor: [(u) => this.#showValues(u, chart, values)],
        setSelect: [(u) => { u.zoomed = u.select.width > 0 || u.zoomed; }],
        setData: [(u) => this.#showValues(u, chart, values)],
      },
    }, this.#columnsOf(chart), canvas);
    plot.zoomed = false;
    plot.over.addEventListener("dblclick", () => {
      this.#plots.forEach((other) => { other.zoomed = false; });
      this.#show();
    });
    return plot;
  }

  #showValues(plot, chart, values) {
    const pointed = plot.cursor.idx;
    values.forEach(({ series, value }) => {
      const column = this.column(series.column);
      const index = pointed ?? lastKnown(column);
      value.textContent = index < 0 ? "" : chart.format(column[index] ?? null);
    });
  }

  #drawPhases(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.fillStyle = color("--shade");
    ctx.strokeStyle = color("--line-strong");
    ctx.setLineDash([2, 3]);
    for (const phase of this.#phases) {
      const from = Math.max(bbox.left, plot.valToPos(phase.from, "x", true));
      const to = Math.min(bbox.left + bbox.width, phase.to === null ? Infinity : plot.valToPos(phase.to, "x", true));
      if (!phase.judged && to > from) ctx.fillRect(from, bbox.top, to - from, bbox.height);
      if (phase.from > 0 && from > bbox.left && from < bbox.left + bbox.width) {
        ctx.beginPath();
        ctx.moveTo(Math.round(from) + 0.5, bbox.top);
        ctx.lineTo(Math.round(from) + 0.5, bbox.top + bbox.height);
        ctx.stroke();
      }
    }
    ctx.restore();
  }

  #resize() {
    this.#plots.forEach((plot) => {
      const width = plot.root.parentElement.clientWidth;
      if (width > 0 && Math.abs(width - plot.width) > 1) plot.setSize({ width, height: 190 });
    });
  }
}

/** A line without axes, as high as its canvas; it bridges what is not known, as the charts do. */
export function sparkline(canvas, values, name) {
  const ratio = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (width === 0) return;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return;
  const top = Math.max(...known) || 1;
  const step = width / (values.length - 1);
  ctx.beginPath();
  let open = false;
  values.forEach((value, index) => {
    if (value === null) return;
    const x = index * step;
    const y = height - 1.5 - (value / top) * (height - 3);
    if (open) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
    open = true;
  });
  ctx.strokeStyle = color(name);
  ctx.lineWidth = 1.4;
  ctx.lineJoin = "round";
  ctx.stroke();
}

