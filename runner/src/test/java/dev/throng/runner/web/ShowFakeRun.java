package dev.throng.runner.web;

import java.util.List;
import java.util.Optional;

/**
 * The page with an invented run, to look at while working on it: {@code ShowFakeRun [port] [staged|interactive|many|hostile]}.
 * Ends when standard input does.
 */
final class ShowFakeRun {
    private ShowFakeRun() {}

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8089;
        String kind = arguments.length > 1 ? arguments[1] : "staged";
        FakeRun first = run(kind);
        FakeRun[] current = {first};
        try (LiveServer server = LiveServer.start(
                first, Optional.of(() -> current[0] = run(kind)), WebSettings.DEFAULTS.at("127.0.0.1", port))) {
            System.out.println(server.url());
            if (arguments.length > 2) {
                first.advance(Integer.parseInt(arguments[2]));
            }
            while (System.in.available() == 0) {
                Thread.sleep(1000);
                current[0].advance(1);
            }
        }
    }

    private static FakeRun run(String kind) {
        return switch (kind) {
            case "interactive" -> new FakeRun(FakeRun.interactive(), FakeRun.shop(), 1);
            case "many" -> new FakeRun(FakeRun.staged(1), FakeRun.many(500), 4);
            case "hostile" -> new FakeRun(FakeRun.staged(1), FakeRun.hostile(), 2);
            default -> new FakeRun(FakeRun.staged(1), List.copyOf(FakeRun.shop()), 4);
        };
    }
}
