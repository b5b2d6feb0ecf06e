// Quantities as people read them: three digits that matter, and the unit. A missing value is a dash.
export const NONE = "–";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export const missing = (value) => value === null || value === undefined || Number.isNaN(value);

export function digits(value) {
  if (missing(value)) return NONE;
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 9.995) return value.toFixed(2);
  if (size < 99.95) return value.toFixed(1);
  return whole.format(value);
}

export const count = (value) => (missing(value) ? NONE : whole.format(value));

/** Large counts shortened for narrow places: 12,345, 123k, 1.2M. */
export function short(value) {
  if (missing(value)) return NONE;
  if (value < 100_000) return whole.format(value);
  return value < 1e6 ? `${whole.format(value / 1e3)}k` : value < 1e9 ? `${digits(value / 1e6)}M` : `${digits(value / 1e9)}G`;
}

/** [number, unit] */
export function millisParts(millis) {
  if (missing(millis)) return [NONE, ""];
  return millis < 999.5 ? [digits(millis), "ms"] : [digits(millis / 1000), "s"];
}

export const millis = (value) => millisParts(value).join(" ").trim();

export function share(value) {
  if (missing(value) || value < 0) return NONE;
  const percent = value * 100;
  if (percent === 0) return "0 %";
  if (percent < 0.005) return "< 0.01 %";
  if (percent > 99.9 && percent < 100) return "> 99.9 %";
  return `${percent < 10 ? percent.toFixed(2) : percent >= 99.95 ? "100" : percent.toFixed(1)} %`;
}

export function bytes(value) {
  if (missing(value) || value < 0) return NONE;
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? whole.format(value) : digits(value)} ${units[unit]}`;
}

const two = (value) => String(value).padStart(2, "0");

/** 45 s, 2 m 05 s, 1 h 00 m 09 s. */
export function duration(seconds) {
  if (missing(seconds)) return NONE;
  const all = Math.floor(seconds);
  if (all < 60) return `${all} s`;
  const minutes = `${Math.floor(all / 60) % 60} m ${two(all % 60)} s`;
  return all < 3600 ? minutes : `${Math.floor(all / 3600)} h ${two(Math.floor(all / 60) % 60)} m ${two(all % 60)} s`;
}

/** 0:45, 2:05, 1:00:09: for axes and clocks. */
export function stopwatch(seconds) {
  const all = Math.max(0, Math.round(seconds));
  const hours = Math.floor(all / 3600);
  const rest = `${hours ? two(Math.floor(all / 60) % 60) : Math.floor(all / 60)}:${two(all % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

export const time = (epochMillis) => new Date(epochMillis).toLocaleTimeString("en-GB");
