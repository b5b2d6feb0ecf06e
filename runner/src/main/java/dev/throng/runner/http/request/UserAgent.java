package dev.throng.runner.http.request;

/** How we introduce ourselves to servers. */
final class UserAgent {
    static final String VALUE = "throng/" + version();

    private UserAgent() {}

    private static String version() {
        String packaged = UserAgent.class.getPackage().getImplementationVersion();
        return packaged == null ? "dev" : packaged;
    }
}
