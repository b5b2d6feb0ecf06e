package dev.throng.runner.cli.process;

import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.report.Result;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What a result says of the machine it was made on. */
public final class Machine {
    private Machine() {}

    public static Result.Environment describe(EngineOptions engine) {
        Runtime machine = Runtime.getRuntime();
        return new Result.Environment(
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                host(),
                machine.availableProcessors(),
                machine.maxMemory(),
                engine.pollers().name() + ", " + engine.pollers().clock().text(),
                "");
    }

    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
