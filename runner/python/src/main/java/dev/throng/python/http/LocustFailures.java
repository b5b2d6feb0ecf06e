package dev.throng.python.http;

import dev.throng.runner.code.Response;

/** What Locust would say of a request, so that failures count under the words that its users know. */
public final class LocustFailures {
    private LocustFailures() {}

    /** The kind of a failure on the wire, as the Python side tells kinds apart; empty when there is a response. */
    public static String kind(Response response) {
        String problem = response.problem();
        if (response.status() != 0 || problem == null) {
            return "";
        }
        if (problem.contains("refused") && !problem.contains("certificate") && !problem.contains("TLS")) {
            return "refused";
        } else if (problem.contains("reset")) {
            return "reset";
        } else if (problem.contains("within the response")) {
            return "protocol";
        } else if (problem.contains("closed")) {
            return "closed";
        } else if (problem.contains("certificate") || problem.contains("TLS")) {
            return "tls";
        } else if (problem.contains("no connection within")) {
            return "connect";
        } else if (problem.contains("within")) {
            return "timeout";
        } else if (problem.contains("redirect")) {
            return "redirect";
        } else if (problem.startsWith("cannot resolve")) {
            return "dns";
        } else if (problem.startsWith("not a URL")) {
            return "url";
        }
        return "other";
    }

    /** The failure of a request as such; null when it is none. @param fast by the rules of FastHttpUser */
    public static @org.jspecify.annotations.Nullable String failure(Reply reply, boolean fast) {
        if (!reply.problem().isEmpty()) {
            return wire(reply, fast);
        }
        int status = reply.status();
        if (fast) {
            return isValid(status) ? null : "LocustBadStatusCode(code=" + status + ")";
        }
        if (status < 400 || status >= 600) {
            return null;
        }
        return "HTTPError("
                + quoted(status + (status < 500 ? " Client" : " Server") + " Error: " + reply.reason() + " for url: "
                        + reply.name())
                + ")";
    }

    private static boolean isValid(int status) {
        return status >= 200 && status <= 208
                || status == 226
                || status >= 301 && status <= 304
                || status == 307
                || status == 308;
    }

    private static String wire(Reply reply, boolean fast) {
        return switch (reply.problem()) {
            case "refused" -> "ConnectionRefusedError(111, 'Connection refused')";
            case "reset" -> "ConnectionResetError(104, 'Connection reset by peer')";
            case "closed" -> "RemoteDisconnected('Remote end closed connection without response')";
            case "dns" -> "gaierror(-2, 'Name or service not known')";
            case "timeout" -> (fast ? "TimeoutError(" : "ReadTimeout(") + quoted(reply.message()) + ")";
            case "connect" -> (fast ? "TimeoutError(" : "ConnectTimeout(") + quoted(reply.message()) + ")";
            case "tls" -> "SSLError(" + quoted(reply.message()) + ")";
            case "protocol" -> "ChunkedEncodingError(" + quoted(reply.message()) + ")";
            case "redirect" -> "TooManyRedirects(" + quoted(reply.message()) + ")";
            default -> "ConnectionError(" + quoted(reply.message()) + ")";
        };
    }

    /** As Python writes a string in its repr. */
    static String quoted(String text) {
        char mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(mark);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == mark || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else {
                out.append(c);
            }
        }
        return out.append(mark).toString();
    }
}
