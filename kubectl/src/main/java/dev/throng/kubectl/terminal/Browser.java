package dev.throng.kubectl.terminal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The user's browser. */
public final class Browser {
    private Browser() {}

    /** Whether somebody took it; without a browser (a server, a container) nobody does. */
    public static boolean open(String url) {
        try {
            new ProcessBuilder(command(System.getProperty("os.name", ""), url))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> command(String system, String url) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of("open", url);
        }
        return name.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", url)
                : List.of("xdg-open", url);
    }
}
