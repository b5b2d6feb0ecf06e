package dev.throng.scenario.spi;

import java.util.concurrent.Callable;

/** Gives users and task sets their link while the engine makes them. */
public final class Links {
    private static final ScopedValue<Link> CURRENT = ScopedValue.newInstance();

    private Links() {}

    /** The link of what is being made now. @throws IllegalStateException when the engine is not making it */
    public static Link current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("users are made by the engine, not by scenarios");
        }
        return CURRENT.get();
    }

    /** Makes something with this link. */
    public static <T> T with(Link link, Callable<T> maker) throws Exception {
        return ScopedValue.where(CURRENT, link).call(maker::call);
    }
}
