package dev.throng.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** What shells need to complete the command line. */
final class Completions {
    private Completions() {}

    /** Into the folders where shells look below a prefix; kubectl asks a program beside the plug-in. */
    static void write(Product product, Path root) throws IOException {
        CommandLine command = product.commands().get();
        if ("throng".equals(product.name())) {
            String bash = AutoComplete.bash("throng", command);
            Path share = root.resolve("share");
            write(share.resolve("bash-completion/completions/throng"), bash);
            write(share.resolve("zsh/site-functions/_throng"), zsh(bash));
            write(share.resolve("fish/vendor_completions.d/throng.fish"), FishCompletion.of(command));
        } else {
            Path bin = Files.createDirectories(root.resolve("bin"));
            Launcher.executable(bin.resolve("kubectl_complete-throng"), KubectlCompletion.of(command));
        }
    }

    /** Bash's own, run by zsh's bridge to it. */
    private static String zsh(String bash) {
        return "#compdef throng\n"
                + "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u }\n"
                + "autoload -Uz bashcompinit && bashcompinit\n"
                + "(( $+functions[compopt] )) || compopt() { :; }\n" + bash + "_bash_complete -F _complete_throng\n";
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
