package dev.throng.runner.witness;

import java.util.List;

/**
 * One exchange, with all that was sent and came back; secrets are masked.
 *
 * @param name that it is counted under
 * @param hops redirects that were followed, in order: status and where to
 * @param request as it was sent last; empty when it could not be formed
 * @param response head and decoded body; empty without one
 * @param status 0 without a response
 * @param millis from the intended start to the last byte
 * @param trouble why it failed; empty when it did not
 * @param findings the checks, then the captures; none without a response
 */
public record Seen(
        String userClass,
        String name,
        String method,
        List<String> hops,
        String request,
        String response,
        int status,
        double millis,
        String trouble,
        List<Finding> findings) {
    public Seen {
        hops = List.copyOf(hops);
        findings = List.copyOf(findings);
    }

    public boolean met() {
        return trouble.isEmpty();
    }

    /**
     * What was looked at in a response.
     *
     * @param said what was expected and what was found, for people
     * @param source where it was looked for; empty when that is said already
     * @param soft whether it is counted only, and fails nothing
     */
    public record Finding(boolean met, String said, String source, boolean soft) {
        public Finding(boolean met, String said) {
            this(met, said, "");
        }

        public Finding(boolean met, String said, String source) {
            this(met, said, source, false);
        }
    }
}
