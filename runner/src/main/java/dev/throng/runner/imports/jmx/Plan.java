package dev.throng.runner.imports.jmx;

import java.util.Set;

/** What the elements of a plan are. */
final class Plan {
    /** Looked at elsewhere, or of no meaning for what is sent. */
    private static final Set<String> SETTINGS = Set.of(
            "Arguments",
            "CSVDataSet",
            "CounterConfig",
            "RandomVariableConfig",
            "UserParameters",
            "HeaderManager",
            "AuthManager",
            "CookieManager",
            "CacheManager",
            "DNSCacheManager",
            "KeystoreConfig",
            "LoginConfig",
            "DebugSampler",
            "DebugPostProcessor",
            "ProxyControl",
            "MirrorServer",
            "PropertyControl",
            "Summariser",
            "CorrelationProxyControl",
            "TestFragmentController");

    private static final Set<String> LISTENERS = Set.of(
            "ResultCollector",
            "BackendListener",
            "Summariser",
            "ViewResultsFullVisualizer",
            "SummaryReport",
            "AggregateReport",
            "LoadosophiaUploader",
            "BlazeMeterUploader",
            "ResultSaver",
            "ResultAction",
            "MailerResultCollector",
            "CorrectedResultCollector",
            "DebugPostProcessor");

    private Plan() {}

    /** Of a kind that holds for others, or shows results: nothing that a user does. */
    static boolean isSetting(Element element) {
        return SETTINGS.contains(element.kind())
                || isListener(element)
                || element.isDefaults()
                || Timers.isOne(element)
                || Assertions.isOne(element)
                || Extractors.isOne(element);
    }

    /** Shows or stores results. */
    static boolean isListener(Element element) {
        return LISTENERS.contains(element.kind())
                || element.kind().endsWith("ResultCollector")
                || element.kind().endsWith("Visualizer");
    }
}
