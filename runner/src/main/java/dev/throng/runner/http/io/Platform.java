package dev.throng.runner.http.io;

import java.util.List;

/** What can be said about this machine without touching a system call. */
final class Platform {
    private Platform() {}

    /** Why this machine cannot use the Linux path, or empty when a trial is worth it. */
    static List<String> problems() {
        String arch = System.getProperty("os.arch");
        if (!System.getProperty("os.name").equals("Linux")) {
            return List.of("not Linux");
        }
        if (!arch.equals("amd64") && !arch.equals("aarch64")) {
            return List.of("architecture " + arch);
        }
        return Platform.class.getModule().isNativeAccessEnabled()
                ? List.of()
                : List.of("no native access (--enable-native-access=ALL-UNNAMED)");
    }
}
