"use strict";
// Reads values off the charts, sorts and searches the tables, turns the colours. The page says all it has to say without.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  root.dataset.theme = dark.matches ? "dark" : "light";
  const toggle = document.createElement("button");
  toggle.className = "toggle";
  toggle.type = "button";
  toggle.title = "Light or dark";
  toggle.setAttribute("aria-label", "Light or dark");
  toggle.textContent = "◐";
  toggle.addEventListener("click", () => { root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark"; });
  document.body.append(toggle);
  let shown = root.dataset.theme;
  addEventListener("beforeprint", () => { shown = root.dataset.theme; root.dataset.theme = "light"; });
  addEventListener("afterprint", () => { root.dataset.theme = shown; });

  // Charts

  const series = JSON.parse(document.getElementById("series").textContent);
  const seconds = series.second;
  const two = (value) => String(value).padStart(2, "0");
  const clock = (value) => {
    const all = Math.round(value);
    const rest = `${all >= 3600 ? two(Math.floor(all / 60) % 60) : Math.floor(all / 60)}:${two(all % 60)}`;
    return all >= 3600 ? `${Math.floor(all / 3600)}:${rest}` : rest;
  };
  const digits = (value) => (value === 0 ? "0" : Math.abs(value) < 9.995 ? value.toFixed(2) : Math.abs(value) < 99.95 ? value.toFixed(1) : Math.round(value).toLocaleString("en"));
  const millis = (value) => (value < 999.5 ? `${digits(value)} ms` : `${digits(value / 1000)} s`);
  const format = { p50: millis, p95: millis, p99: millis, rps: (v) => `${digits(v)}/s`, failures: (v) => `${digits(v)}/s`, intendedRate: (v) => `${digits(v)}/s`, cpu: (v) => `${digits(v * 100)} %`, loop: (v) => `${digits(v * 100)} %` };
  const say = (column, value) => (value === null || value === undefined ? "–" : (format[column] ?? ((v) => Math.round(v).toLocaleString("en")))(value));

  const nearest = (second) => {
    let low = 0;
    let high = seconds.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (seconds[middle] < second) low = middle + 1;
      else high = middle;
    }
    return low > 0 && second - seconds[low - 1] < seconds[low] - second ? low - 1 : low;
  };

  for (const chart of document.querySelectorAll(".chart[data-columns]")) {
    const frame = chart.querySelector(".frame");
    const plot = chart.querySelector(".plot");
    const labels = [...chart.querySelectorAll(".legend > span")];
    const columns = chart.dataset.columns.split(" ");
    const end = Number(chart.dataset.end);
    const cursor = document.createElement("div");
    cursor.className = "cursor";
    const readout = document.createElement("div");
    readout.className = "readout";
    cursor.hidden = readout.hidden = true;
    frame.append(cursor, readout);
    plot.addEventListener("pointermove", (event) => {
      if (seconds.length === 0) return;
      const box = plot.getBoundingClientRect();
      const index = nearest(((event.clientX - box.left) / box.width) * end);
      const left = plot.getBoundingClientRect().left - frame.getBoundingClientRect().left + (seconds[index] / end) * box.width;
      cursor.hidden = readout.hidden = false;
      cursor.style.left = `${left}px`;
      const lines = columns.map((column, line) => {
        const row = document.createElement("div");
        row.className = labels[line].className;
        const name = document.createElement("span");
        name.append(document.createElement("i"), labels[line].textContent);
        const value = document.createElement("b");
        value.textContent = say(column, series[column][index]);
        row.append(name, value);
        return row;
      });
      const at = document.createElement("div");
      at.textContent = clock(seconds[index]);
      readout.replaceChildren(at, ...lines);
      const right = left > frame.clientWidth / 2;
      readout.style.left = right ? "auto" : `${left + 12}px`;
      readout.style.right = right ? `${frame.clientWidth - left + 12}px` : "auto";
    });
    plot.addEventListener("pointerleave", () => { cursor.hidden = readout.hidden = true; });
  }

  // Tables

  const valueOf = (cell) => (cell.dataset.v === undefined ? cell.textContent : cell.dataset.v === "" ? -Infinity : Number(cell.dataset.v));
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((head, index) => {
      const sample = [...body.rows].find((row) => !row.classList.contains("total"))?.cells[index];
      if (!sample || sample.classList.contains("spark")) return;
      head.dataset.sort = "";
      head.tabIndex = 0;
      const sort = () => {
        const descending = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") !== "descending" : sample.dataset.v !== undefined;
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        const rows = [...body.rows].filter((row) => !row.classList.contains("total"));
        rows.sort((a, b) => {
          const x = valueOf(a.cells[index]);
          const y = valueOf(b.cells[index]);
          return (typeof x === "string" ? x.localeCompare(y) : x - y) * (descending ? -1 : 1);
        });
        body.append(...rows);
      };
      head.addEventListener("click", sort);
      head.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(); });
    });
  }
  const search = document.querySelector(".search input");
  search?.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    const rows = [...document.querySelectorAll("#requests tbody tr:not(.total)")];
    let found = 0;
    for (const row of rows) {
      const matches = row.cells[0].textContent.toLowerCase().includes(wanted);
      row.hidden = !matches;
      found += matches ? 1 : 0;
    }
    document.querySelector(".search span").textContent = wanted ? `${found} of ${rows.length}` : "";
  });
})();
