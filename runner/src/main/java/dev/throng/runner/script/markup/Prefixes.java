package dev.throng.runner.script.markup;

import java.util.Collections;
import java.util.Iterator;
import javax.xml.namespace.NamespaceContext;
import org.jspecify.annotations.Nullable;

/** Knows no prefix: a path that has one would find nothing, ever. */
final class Prefixes implements NamespaceContext {
    /** @throws IllegalArgumentException always, saying what to write instead */
    @Override
    public String getNamespaceURI(String prefix) {
        throw new IllegalArgumentException("names have no namespaces here, instead of " + prefix
                + ":name write *[name() = '" + prefix + ":name'], or name alone for what has no prefix");
    }

    @Override
    public @Nullable String getPrefix(String uri) {
        return null;
    }

    @Override
    public Iterator<String> getPrefixes(String uri) {
        return Collections.emptyIterator();
    }
}
