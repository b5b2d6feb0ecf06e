/**
 * What Prometheus scrapes: the run's merged measurements as counters, gauges and histograms. {@link
 * dev.throng.runner.web.metrics.Family} is the catalogue of all there is.
 */
@NullMarked
package dev.throng.runner.web.metrics;

import org.jspecify.annotations.NullMarked;
