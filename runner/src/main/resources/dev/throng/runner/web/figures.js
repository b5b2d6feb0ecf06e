// What the server sends as arrays, by name.

// Numbers from 1000 on are gRPC's codes.
const CODES = ['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS',
  'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED',
  'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED'];

const statusCounts = (a) => {
  const rows = [];
  for (let i = 0; i < a.length; i += 3) rows.push({ status: CODES[a[i] - 1000] || a[i] || 'other', requests: a[i + 1], failures: a[i + 2] });
  return rows;
};

export const figures = (a) => ({
  requests: a[0], failures: a[1], failureRate: a[2], rps: a[3], failuresPerSecond: a[4], mean: a[5], min: a[6],
  max: a[7], bytes: a[8], p50: a[9], p90: a[10], p95: a[11], p99: a[12], p999: a[13],
  statuses: statusCounts(a[14] || []),
});

export const nameRow = (a) => ({
  id: a[0], user: a[1], name: a[2], method: a[3], warmup: a[4], totals: figures(a[5]), recent: figures(a[6]),
});

export const failureRow = (a) => ({
  id: a[0], user: a[1], name: a[2], method: a[3], kind: a[4], message: a[5], occurrences: a[6], warmup: a[7],
  first: a[8], last: a[9],
});

export const workerRow = (a) => ({
  name: a[0], state: a[1], users: a[2], rps: a[3], cpu: a[4], memory: a[5], offset: a[6],
});

export const ownRow = (a) => ({
  kind: a[0], name: a[1], count: a[2], failed: a[3], sum: a[4], mean: a[5], p50: a[6], p95: a[7], max: a[8],
});

export const loadRow = (a) => ({ name: a[0], intended: a[1], totals: figures(a[2]), recent: figures(a[3]) });

export const phaseOf = (a) => ({ name: a[0], judged: a[1], from: a[2], to: a[3] });

export const logLine = (a) => ({ number: a[0], at: a[1], level: a[2], text: a[3] });
