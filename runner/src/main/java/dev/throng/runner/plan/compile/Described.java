package dev.throng.runner.plan.compile;

import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.script.Place;

/** Whether the target's description knows a step's request. */
final class Described {
    private Described() {}

    /** Warns where it does not: nothing would be validated, and nobody be told. @param path as it is written */
    static void check(HttpSettings http, String method, String basePath, String path, Place place) {
        if (!path.startsWith("/")) {
            return;
        }
        String known = path.replaceAll("\\$\\{[^}]*}", "1").replaceFirst("[?#].*$", "");
        http.contract()
                .filter(contract ->
                        contract.api().operation(method, basePath + known).isEmpty())
                .ifPresent(contract -> place.warning("no operation of "
                        + contract.api().name() + " is " + method + ' ' + known + ": its responses are not validated"));
    }
}
