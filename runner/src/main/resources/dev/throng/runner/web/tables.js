// Tables that thousands of changes a second must not make slow: only rows that can be seen are in the document, of these
// only what differs is written, and rows move only when nobody points at them.

/** Longer tables show the rows around the part that can be seen. */
const WHOLE = 80;
const AROUND = 15;

/**
 * A column: {key, title, value(row) → what is compared, text(row) → what is shown (value itself when absent),
 * number, wide (hidden on narrow screens), className(row), render(cell, row), help}.
 */
export class Table {
  #columns;
  #rows = new Map();
  #body;
  #sort;
  #ascending;
  #query = "";
  #search;
  #empty;
  #pinned = null;
  #counter;
  #heads = new Map();
  #hovered = false;
  #visible = false;
  #order = [];
  #above = spacer();
  #below = spacer();
  #waiting = false;
  #onDraw;

  constructor(root, { columns, sort, ascending = false, search, hint, empty, label, onDraw }) {
    this.#columns = columns;
    this.#sort = sort;
    this.#ascending = ascending;
    this.#search = search;
    this.#empty = empty;
    this.#onDraw = onDraw;
    this.#build(root, label, hint);
  }

  #build(root, label, hint) {
    if (this.#search) root.append(this.#searchBar(hint));
    const scroller = document.createElement("div");
    scroller.className = "scroller";
    const table = document.createElement("table");
    table.setAttribute("aria-label", label);
    const head = table.createTHead().insertRow();
    for (const column of this.#columns) head.append(this.#head(column));
    table.append(this.#above);
    this.#body = table.createTBody();
    this.#body.className = "rows";
    table.append(this.#below);
    addEventListener("scroll", () => this.#soon(), { passive: true });
    addEventListener("resize", () => this.#soon(), { passive: true });
    this.#body.addEventListener("pointerenter", () => { this.#hovered = true; });
    this.#body.addEventListener("pointerleave", () => { this.#hovered = false; this.#arrange(); });
    scroller.append(table);
    this.nothing = document.createElement("p");
    this.nothing.className = "nothing";
    root.append(scroller, this.nothing);
    this.scroller = scroller;
    this.#arrange();
  }

  #searchBar(hint = "") {
    const bar = document.createElement("div");
    bar.className = "search";
    this.input = document.createElement("input");
    this.input.type = "search";
    this.input.placeholder = "Search  /";
    this.input.setAttribute("aria-label", "Search");
    this.input.addEventListener("input", () => {
      this.#query = this.input.value.trim().toLowerCase();
      this.#arrange(true);
    });
    this.#counter = document.createElement("span");
    const words = document.createElement("span");
    words.className = "hint wide";
    words.textContent = hint;
    bar.append(this.input, this.#counter, words);
    return bar;
  }

  #head(column) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.className = this.#cellClass(column);
    if (column.help) cell.title = column.help;
    if (column.value) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = column.title;
      button.addEventListener("click", () => this.sortBy(column.key));
      cell.append(button);
    } else {
      cell.textContent = column.title;
    }
    this.#heads.set(column.key, cell);
    this.#markSort();
    return cell;
  }

  #cellClass(column) {
    return [column.number ? "number" : "", column.wide ? "wide" : "", column.wider ? "wider" : "", column.key].join(" ").trim();
  }

  /** The same column again turns the order around. */
  sortBy(key) {
    const column = this.#columns.find((candidate) => candidate.key === key);
    this.#ascending = this.#sort === key ? !this.#ascending : !column.number;
    this.#sort = key;
    this.#markSort();
    this.#arrange(true);
  }

  #markSort() {
    for (const [key, cell] of this.#heads) {
      if (key === this.#sort) cell.setAttribute("aria-sort", this.#ascending ? "ascending" : "descending");
      else cell.removeAttribute("aria-sort");
    }
  }

  set visible(visible) {
    this.#visible = visible;
    this.#arrange(true);
  }

  clear() {
    this.#rows.clear();
    this.#order = [];
    this.#body.replaceChildren();
    this.#arrange(true);
  }

  /** Takes rows that are new or changed, by key. */
  update(changes) {
    for (const [key, data] of changes) {
      const row = this.#rows.get(key);
      if (row) {
        row.data = data;
        row.stale = true;
      } else {
        this.#rows.set(key, newRow(key, data));
      }
    }
    this.#arrange();
  }

  get size() {
    return this.#rows.size;
  }

  /** A row that stays on top, whatever the order and the search are. */
  pin(data) {
    this.#pinned ??= newRow(-1, data);
    this.#pinned.data = data;
    this.#pinned.stale = true;
    this.#arrange();
  }

  #fill(row) {
    row.element ??= this.#element(row);
    if (!row.stale) return;
    row.stale = false;
    this.#columns.forEach((column, index) => {
      const cell = row.element.cells[index];
      if (column.render) {
        column.render(cell, row.data, row);
        return;
      }
      const text = String(column.text ? column.text(row.data) : column.value(row.data));
      if (row.texts[index] !== text) {
        row.texts[index] = text;
        cell.textContent = text;
      }
      if (column.className) {
        const name = `${this.#cellClass(column)} ${column.className(row.data)}`.trim();
        if (cell.className !== name) cell.className = name;
      }
    });
  }

  #element(row) {
    const element = document.createElement("tr");
    if (row === this.#pinned) element.className = "pinned";
    this.#columns.forEach((column, index) => {
      const cell = document.createElement(index === 0 ? "th" : "td");
      if (index === 0) cell.scope = "row";
      cell.className = this.#cellClass(column);
      element.append(cell);
    });
    return element;
  }

  #matches(data) {
    return this.#query === "" || this.#search(data).toLowerCase().includes(this.#query);
  }

  #arrange(anyway = false) {
    const rows = [...this.#rows.values()];
    const found = rows.filter((row) => this.#matches(row.data));
    if (this.#counter) {
      this.#counter.textContent = found.length === rows.length ? `${rows.length}` : `${found.length} of ${rows.length}`;
    }
    this.nothing.textContent = rows.length === 0 ? this.#empty : found.length === 0 ? "Nothing like that." : "";
    this.scroller.hidden = rows.length === 0;
    if (!this.#visible) return;
    if (!this.#hovered || anyway || found.length !== this.#order.length) this.#order = this.#sorted(found);
    this.#mount();
  }

  #sorted(rows) {
    const column = this.#columns.find((candidate) => candidate.key === this.#sort);
    const sign = this.#ascending ? 1 : -1;
    return rows.sort((a, b) => sign * compare(column.value(a.data), column.value(b.data)) || a.key - b.key);
  }

  #soon() {
    if (!this.#visible || this.#waiting || this.#order.length <= WHOLE) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#mount();
    });
  }

  /** Puts the rows that can be seen into the document, between two empty spaces as high as the others. */
  #mount() {
    const [from, to] = this.#seen();
    const rows = this.#order.slice(from, to);
    if (this.#pinned && this.#rows.size > 0) rows.unshift(this.#pinned);
    rows.forEach((row, index) => {
      this.#fill(row);
      const there = this.#body.children[index];
      if (there !== row.element) this.#body.insertBefore(row.element, there ?? null);
    });
    while (this.#body.children.length > rows.length) this.#body.lastElementChild.remove();
    this.#onDraw?.(rows);
  }

  #seen() {
    const all = this.#order.length;
    const height = this.#body.lastElementChild?.getBoundingClientRect().height;
    if (all <= WHOLE || !height) {
      reserve(this.#above, 0);
      reserve(this.#below, 0);
      return [0, Math.min(all, WHOLE)];
    }
    const top = this.#above.getBoundingClientRect().top;
    const from = Math.max(0, Math.min(all - AROUND, Math.floor(-top / height) - AROUND));
    const to = Math.min(all, Math.ceil((innerHeight - top) / height) + AROUND);
    reserve(this.#above, from * height);
    reserve(this.#below, (all - to) * height);
    return [from, to];
  }
}

const newRow = (key, data) => ({ key, data, element: null, texts: [], stale: true });

function spacer() {
  const body = document.createElement("tbody");
  body.className = "spacer";
  body.append(document.createElement("tr"));
  return body;
}

function reserve(space, height) {
  const text = `${height}px`;
  if (space.firstChild.style.height !== text) space.firstChild.style.height = text;
}

function compare(a, b) {
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : -1;
  if (b === null || b === undefined) return 1;
  return typeof a === "string" ? a.localeCompare(b) : a - b;
}
