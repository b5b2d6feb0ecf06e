package dev.throng.api.schema;

/**
 * How texts of the resources are written, as regular expressions that mean the same to Java and to the API server's RE2.
 * {@link Notation} says each in words.
 */
public final class Patterns {
    /** Go's syntax for durations, without sign: {@code 1m30s}. */
    public static final String DURATION = "^([0-9]{1,12}(\\.[0-9]{1,9})?(ns|us|ms|s|m|h))+$";

    /** Events per second, minute or hour: {@code 500/s}. */
    public static final String RATE = "^[0-9]{1,9}(\\.[0-9]{1,6})?/(s|m|h)$";

    /** {@code 10%}. */
    public static final String PERCENT = "^[0-9]{1,6}(\\.[0-9]{1,6})?%$";

    /** A size in bytes with Kubernetes' suffixes: {@code 10Mi}. */
    public static final String BYTES = "^[0-9]{1,12}(k|M|G|Ki|Mi|Gi)?$";

    /** An absolute URL with a host, without query and fragment. */
    public static final String BASE_URL = "^https?://[^/?#\\s]+[^?#\\s]*$";

    /** Any URL of HTTP. */
    public static final String URL = "^https?://[^/?#\\s]+\\S*$";

    /** A condition on requests: response times, failures or throughput, {@code p95 < 500ms}. */
    public static final String REQUESTS_THRESHOLD = "^ *((p(100|[0-9]{1,2}(\\.[0-9]{1,3})?)|min|mean|max)"
            + " *(<|<=|>|>=) *([0-9]{1,9}(\\.[0-9]{1,6})?(us|ms|s|m))+"
            + "|(failureRate|share) *(<|<=|>|>=) *[0-9]{1,3}(\\.[0-9]{1,6})?%?"
            + "|(failures|requests|exceptions) *(<|<=|>|>=) *[0-9]{1,15}"
            + "|rps *(<|<=|>|>=) *[0-9]{1,9}(\\.[0-9]{1,6})?(/s)?) *$";

    /** The same, or one on a metric of the scenario's own, whose values have no unit: {@code p95 < 12}, {@code sum > 100}. */
    public static final String THRESHOLD = "^ *((p(100|[0-9]{1,2}(\\.[0-9]{1,3})?)|min|mean|max|sum)"
            + " *(<|<=|>|>=) *([0-9]{1,15}(\\.[0-9]{1,6})?|([0-9]{1,9}(\\.[0-9]{1,6})?(us|ms|s|m))+)"
            + "|(failureRate|share|rate) *(<|<=|>|>=) *[0-9]{1,3}(\\.[0-9]{1,6})?%?"
            + "|(failures|requests|exceptions|count) *(<|<=|>|>=) *[0-9]{1,15}"
            + "|rps *(<|<=|>|>=) *[0-9]{1,9}(\\.[0-9]{1,6})?(/s)?) *$";

    /** A status of HTTP, or a class of them: {@code 429}, {@code 5xx}. */
    public static final String STATUS = "^[1-5]([0-9][0-9]|xx)$";

    /**
     * Statuses of HTTP: one, a class of them, or from one to another: {@code 404}, {@code 2xx}, {@code 400-409}; or one of gRPC:
     * {@code NOT_FOUND}.
     */
    public static final String STATUSES = "^([1-5]([0-9][0-9]|xx|[0-9][0-9]-[1-5][0-9][0-9])"
            + "|OK|CANCELLED|UNKNOWN|INVALID_ARGUMENT|DEADLINE_EXCEEDED|NOT_FOUND|ALREADY_EXISTS|PERMISSION_DENIED"
            + "|RESOURCE_EXHAUSTED|FAILED_PRECONDITION|ABORTED|OUT_OF_RANGE|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS"
            + "|UNAUTHENTICATED)$";

    /** A service of gRPC with its package, and one of its methods: {@code shop.v1.Catalog/GetItem}. */
    public static final String RPC = "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*/[A-Za-z_][A-Za-z0-9_]*$";

    /** A digest in hexadecimal digits. */
    public static final String SHA256 = "^[0-9a-f]{64}$";

    /** The same of MD5. */
    public static final String MD5 = "^[0-9a-f]{32}$";

    /** A condition on an observed number: {@code value < 90}. */
    public static final String OBSERVED = "^ *value *(<|<=|>|>=) *-?[0-9]{1,15}(\\.[0-9]{1,9})?([eE]-?[0-9]{1,2})? *$";

    /** A workload: {@code deployment/items}. */
    public static final String WORKLOAD =
            "^(deployment|statefulset|daemonset|pod)/[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$";

    /** A JSONPath from the document's root: {@code $.data.id}. */
    public static final String JSON_PATH = "^\\$";

    /** A variable's or pool's name. */
    public static final String VARIABLE = "^[A-Za-z_][A-Za-z0-9_]{0,62}$";

    /** A word that steps are chosen by: {@code checkout}, {@code team-a}. */
    public static final String TAG = "^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$";

    /** A host's name or address, without a port. */
    public static final String HOST = "^([A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$";

    /** Several of them, with commas between them. */
    public static final String HOSTS =
            "^[A-Za-z0-9_:]([A-Za-z0-9_.:-]{0,252}[A-Za-z0-9_:])?(, ?[A-Za-z0-9_:]([A-Za-z0-9_.:-]{0,252}[A-Za-z0-9_:])?)*$";

    /** The same, or all hosts below a domain: {@code .svc}. */
    public static final String HOST_OR_BELOW =
            "^(\\.?[A-Za-z0-9_]([A-Za-z0-9_.-]{0,250}[A-Za-z0-9_])?|[0-9A-Fa-f:.]{2,45})$";

    /** An address of IPv4 or IPv6. */
    public static final String ADDRESS = "^([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$";

    /** A field name of HTTP, or a cookie's name: a token by RFC 9110. */
    public static final String TOKEN = "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$";

    /** A measured quantity that runs are compared by. */
    public static final String METRIC = "^(p(100|[0-9]{1,2}(\\.[0-9]{1,3})?)|min|mean|max|failureRate|rps)$";

    /** A figure that may drift in the course of a run. */
    public static final String DRIFTING = "^(p50|p95|failureRate|rps)$";

    /** A figure that has a grade. */
    public static final String GRADED = "^(p[0-9]{1,2}(\\.[0-9]{1,3})?|mean|failureRate)$";

    /** Where a grade begins: a time or a share. */
    public static final String GRADE_LIMIT = "^([0-9]{1,9}(\\.[0-9]{1,6})?(us|ms|s|m)|[0-9]{1,3}(\\.[0-9]{1,6})?%)$";

    /** Cron's five fields, or one of its nicknames. */
    public static final String CRON = "^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|(\\S+ +){4}\\S+)$";

    /** A path below a server: {@code /api/v1/items?page=${page}}, or an absolute URL, or one that begins with ${…}. */
    public static final String REQUEST_PATH = "^(/|https?://|\\$\\{)";

    /** Where a WebSocket is: {@code /feed}, or {@code wss://shop/feed}. */
    public static final String SOCKET_PATH = "^(/|wss?://|\\$\\{)";

    /** Bytes in base64. */
    public static final String BASE64 = "^[A-Za-z0-9+/]*={0,2}$";

    /** A name that also serves for a Service: a label by RFC 1035. */
    public static final String RESOURCE_NAME = "^[a-z]([-a-z0-9]*[a-z0-9])?$";

    /** A name of an object in Kubernetes: a subdomain by RFC 1123. */
    public static final String OBJECT_NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /** The name of an environment variable. */
    public static final String ENVIRONMENT = "^[A-Za-z_][A-Za-z0-9_]*$";

    /** A path relative to a folder, without a way out of it. */
    public static final String FOLDER = "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$";

    private Patterns() {}
}
