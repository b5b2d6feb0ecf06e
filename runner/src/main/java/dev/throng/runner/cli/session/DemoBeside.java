package dev.throng.runner.cli.session;

import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The demo target that a sample asks for, in this process and on a free port; nothing when a host was given. */
public final class DemoBeside implements AutoCloseable {
    private final @Nullable DemoTarget target;

    private DemoBeside(@Nullable DemoTarget target) {
        this.target = target;
    }

    public static DemoBeside of(TestFile test, @Nullable String host) {
        return new DemoBeside(host == null && test.wantsDemoTarget() ? DemoTarget.start(DemoOptions.DEFAULT) : null);
    }

    public Optional<String> url() {
        return Optional.ofNullable(target).map(running -> "http://127.0.0.1:" + running.port());
    }

    @Override
    public void close() {
        if (target != null) {
            target.close();
        }
    }
}
