// Tables that thousands of changes a second must not make slow: rows keep their elements, only what differs is written,
// and rows move only when the order changes and nobody points at them.

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
  #stale = new Set();
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
    this.#body = table.createTBody();
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
    if (visible) this.#draw();
  }

  clear() {
    this.#rows.clear();
    this.#stale.clear();
    this.#body.replaceChildren();
    this.#arrange();
  }

  /** Takes rows that are new or changed, by key. */
  update(changes) {
    for (const [key, data] of changes) {
      const row = this.#rows.get(key);
      if (row) row.data = data;
      else this.#rows.set(key, { key, data, element: null, texts: [] });
      this.#stale.add(key);
    }
    if (this.#visible) this.#draw();
  }

  get size() {
    return this.#rows.size;
  }

  /** A row that stays on top, whatever the order and the search are. */
  pin(data) {
    this.#pinned ??= { key: null, data, element: null, texts: [] };
    this.#pinned.data = data;
    if (this.#visible) this.#fill(this.#pinned);
    this.#arrange();
  }

  #draw() {
    for (const key of this.#stale) {
      const row = this.#rows.get(key);
      if (row) this.#fill(row);
    }
    this.#stale.clear();
    if (this.#pinned) this.#fill(this.#pinned);
    this.#arrange();
  }

  #fill(row) {
    row.element ??= this.#element(row);
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
    if (!this.#hovered || anyway || found.some((row) => !row.element?.isConnected)) this.#place(found);
    this.#onDraw?.(found);
  }

  #place(found) {
    const column = this.#columns.find((candidate) => candidate.key === this.#sort);
    const sign = this.#ascending ? 1 : -1;
    found.sort((a, b) => sign * compare(column.value(a.data), column.value(b.data)) || a.key - b.key);
    if (this.#pinned) found.unshift(this.#pinned);
    found.forEach((row, index) => {
      if (!row.element) this.#fill(row);
      const there = this.#body.children[index];
      if (there !== row.element) this.#body.insertBefore(row.element, there ?? null);
    });
    while (this.#body.children.length > found.length) this.#body.lastElementChild.remove();
    if (this.#pinned) found.shift();
  }
}

function compare(a, b) {
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : -1;
  if (b === null || b === undefined) return 1;
  return typeof a === "string" ? a.localeCompare(b) : a - b;
}
