package dev.throng.runner.web.metrics;

import dev.throng.runner.web.metrics.Family.Type;

/**
 * What a worker's own process says of itself, beside the run's {@link Family}: other names, so that somebody who scrapes
 * masters and workers counts nothing twice.
 */
enum WorkerFamily {
    REQUESTS("throng_process_requests_total", Type.COUNTER, "Requests that ended in this process, warm-up included."),
    FAILURES("throng_process_failures_total", Type.COUNTER, "Those of them that failed."),
    DROPPED(
            "throng_process_dropped_starts_total",
            Type.COUNTER,
            "Arrivals that found no free user in this process, or were due while it stood still."),
    LATE("throng_process_late_starts_total", Type.COUNTER, "Tasks and arrivals that started more than 10 ms late."),
    SENT_BYTES("throng_process_sent_bytes_total", Type.COUNTER, "Bytes of requests as sent."),
    RECEIVED_BYTES("throng_process_received_bytes_total", Type.COUNTER, "Bytes of responses as received."),
    USERS("throng_process_users", Type.GAUGE, "Virtual users of this process."),
    CONNECTIONS("throng_process_connections", Type.GAUGE, "Open connections to the target."),
    LOOP_BUSY(
            "throng_process_loop_busy_ratio",
            Type.GAUGE,
            "Share of the last second for which the busiest event loop was busy."),
    LOOP_LAG(
            "throng_process_loop_lag_seconds",
            Type.GAUGE,
            "How late the event loops' timers fired, at the 99th percentile of the last second."),
    CPU("throng_process_cpu_ratio", Type.GAUGE, "Share of the machine's processors in use, from 0 to 1."),
    THROTTLED("throng_process_throttled_ratio", Type.GAUGE, "Share of periods in which the container was throttled."),
    GC("throng_process_gc_ratio", Type.GAUGE, "Share of time spent in garbage collection."),
    RESIDENT("throng_process_resident_memory_bytes", Type.GAUGE, "Resident memory."),
    HEAP("throng_process_heap_bytes", Type.GAUGE, "Heap in use."),
    OPEN_FILES("throng_process_open_files", Type.GAUGE, "Open files and sockets."),
    OPEN_FILES_LIMIT("throng_process_open_files_limit", Type.GAUGE, "How many there may be.");

    final String metric;
    final Type type;
    final String help;

    WorkerFamily(String metric, Type type, String help) {
        this.metric = metric;
        this.type = type;
        this.help = help;
    }

    /** Without the suffix that the formats add to counters themselves. */
    String baseName() {
        return type == Type.COUNTER ? metric.substring(0, metric.length() - "_total".length()) : metric;
    }
}
